//! The page of the figures.

use super::{
    chart::{self, Bar, Column},
    period::{FiguresQuery, Period, month_of},
    report::{self, Table, say},
};
use crate::{
    console::{
        page::{Page, html},
        problem::Problem,
        state::App,
    },
    sql,
    store::tally::{self, Figure, Measure},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::{
    figures::{Count, breakdown},
    language::Language,
    text::Words,
};
use jiff::{Timestamp, civil::Date};

/// A breakdown as the page shows it.
struct FiguresView {
    table: Table,
    bars: Vec<Bar>,
    height: i64,
}

/// A measure over the days, or over the months where there are many.
struct Course {
    id: &'static str,
    title: String,
    whole: String,
    before: String,
    columns: Vec<Column>,
    points: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "console/figures/page.html")]
struct FiguresPage {
    page: Page,
    from: String,
    to: String,
    latest: String,
    period: String,
    previous: String,
    courses: Vec<Course>,
    tables: Vec<FiguresView>,
    taken: Option<Timestamp>,
}

/// What the pages and the exports are made of.
pub struct Figures {
    /// The months.
    pub period: Period,
    /// Every breakdown.
    pub tables: Vec<Table>,
    wholes: Vec<Whole>,
    days_since: Date,
    taken: Option<Timestamp>,
}

/// A measure without a breakdown: in all, and by day.
struct Whole {
    measure: Measure,
    count: Count,
    before: Count,
    days: Vec<(String, i64)>,
}

/// Reads the figures of a period, small groups already hidden.
pub async fn load(app: &App, page: &Page, asked: &FiguresQuery) -> Result<Figures, Problem> {
    let period = asked.period(app.now());
    let previous = period.previous();
    let (first, before) = (period.first.to_string(), period.before.to_string());
    let mut reader = app.store.reader().await?;
    let now = tally::sums(&mut reader, &first, &before).await?;
    let earlier = tally::sums(&mut reader, &previous.first.to_string(), &first).await?;
    let mut wholes = Vec::new();
    for measure in [Measure::Contacts, Measure::Tickets, Measure::Reports] {
        wholes.push(Whole {
            measure,
            count: Count::of(whole(&now, measure)),
            before: Count::of(whole(&earlier, measure)),
            days: tally::by_day(&mut reader, measure, &first, &before).await?,
        });
    }
    let topics: Vec<(String, String, String)> = sql!(Reader: &mut reader, c =>
        sqlx::query_as("SELECT name, label_it, label_en FROM topic").fetch_all(c).await)?;
    drop(reader);
    let english = page.language == Language::English;
    let topics: Vec<_> = topics.into_iter().map(|(name, it, en)| (name, if english { en } else { it })).collect();
    let taken = now.iter().find(|figure| figure.dimension == "taken").map(|figure| figure.count);
    Ok(Figures {
        period,
        tables: report::tables(page.words, page.language, &topics, &now, &earlier),
        wholes,
        days_since: tally::by_day_since(app.now()),
        taken: taken.and_then(|at| Timestamp::from_millisecond(at).ok()),
    })
}

fn whole(figures: &[Figure], measure: Measure) -> i64 {
    let of = |figure: &&Figure| figure.measure == measure.name() && figure.dimension == tally::WHOLE;
    figures.iter().filter(of).map(|figure| figure.count).sum()
}

/// `GET /console/figures`
pub async fn page(State(app): State<App>, page: Page, Query(asked): Query<FiguresQuery>) -> Result<Response, Problem> {
    let figures = load(&app, &page, &asked).await?;
    let words = page.words;
    let period = figures.period;
    let previous = period.previous();
    let courses = figures.wholes.iter().map(|whole| course(words, period, whole, figures.days_since)).collect();
    let shown = figures.tables.into_iter().map(|table| FiguresView {
        bars: chart::bars(&table.lines, |count| say(words, count)),
        height: chart::height(table.lines.len()),
        table,
    });
    let span = |period: Period| format!("{} – {}", month(period.first), month(period.last()));
    html(&FiguresPage {
        from: month_of(period.first),
        to: month_of(period.last()),
        latest: month_of(FiguresQuery::default().period(app.now()).last()),
        period: span(period),
        previous: span(previous),
        courses,
        tables: shown.collect(),
        taken: figures.taken,
        page,
    })
}

fn month(day: Date) -> String {
    day.strftime("%m/%Y").to_string()
}

/// Days where there are few of them and they are kept, else months.
fn course(words: Words, period: Period, whole: &Whole, days_since: Date) -> Course {
    const DAYS: i32 = 2;
    let by_day = period.months() <= DAYS && period.first >= days_since;
    let name = |day: Date| if by_day { day.strftime("%d/%m").to_string() } else { month(day) };
    let mut points: Vec<(String, i64)> = Vec::new();
    for day in period.days() {
        let text = day.to_string();
        let count = whole.days.iter().find(|(counted, _)| *counted == text).map_or(0, |(_, count)| *count);
        match points.last_mut() {
            Some((last, sum)) if *last == name(day) => *sum += count,
            _ => points.push((name(day), count)),
        }
    }
    let counts = breakdown(&points.iter().map(|(_, count)| *count).collect::<Vec<_>>());
    let (id, title) = match whole.measure {
        Measure::Contacts => ("contacts", words.console_figures_contacts()),
        Measure::Tickets => ("tickets", words.console_figures_tickets()),
        _ => ("reports", words.console_figures_reports()),
    };
    Course {
        id,
        title,
        whole: say(words, whole.count),
        before: say(words, whole.before),
        columns: chart::columns(&counts),
        points: points.into_iter().zip(counts).map(|((name, _), count)| (name, say(words, count))).collect(),
    }
}

impl Figures {
    /// The measures as a whole: name, now, before.
    pub fn wholes(&self, words: Words) -> Vec<(String, Count, Count)> {
        let named = self.wholes.iter().map(|whole| {
            let name = course(words, self.period, whole, self.days_since).title;
            (name, whole.count, whole.before)
        });
        named.collect()
    }
}
