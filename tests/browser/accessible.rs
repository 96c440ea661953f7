//! Whether a page can be used by everybody: axe-core (github.com/dequelabs/axe-core, MPL-2.0, the file beside this one)
//! finds nothing against WCAG 2.2 AA.

use super::window::Window;
use serde_json::{Value, json};

const AXE: &str = include_str!("axe.min.js");

const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const RUN: &str = "
    var done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: arguments[0] }).then(function (found) {
        done(found.violations.map(function (violation) {
            return violation.id + ': ' + violation.help + '\\n' + violation.nodes.slice(0, 5).map(function (node) {
                return '  ' + node.html.slice(0, 200) + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message;
            }).join('\\n');
        }));
    }, function (error) { done(['axe: ' + error]); });";

impl Window {
    /// No violation on the page as it stands.
    pub async fn assert_accessible(&self) {
        let there: bool = self.ask("return !!window.axe", vec![]).await;
        if !there {
            self.client.execute(AXE, vec![]).await.unwrap();
        }
        let found = self.client.execute_async(RUN, vec![json!(TAGS)]).await.unwrap();
        let violations: Vec<String> = serde_json::from_value(found.clone()).unwrap_or_else(|_| vec![found.to_string()]);
        let at: Value = self.ask("return location.pathname", vec![]).await;
        assert!(violations.is_empty(), "{at} at {:?}:\n{}", self.look, violations.join("\n"));
    }
}
