//! A text as it is written: words, and the places of its variables. More is never needed, so more is never allowed.
//!
//! The build script includes this file for the texts of `locales/`; at run time it reads what the staff propose.

use fluent_syntax::ast;
use std::collections::BTreeSet;

/// Words and variables in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Variable(String),
}

impl Pattern {
    /// `None` where there is more than words and variables: a term, a function, a choice between variants.
    pub fn of(pattern: &ast::Pattern<&str>) -> Option<Self> {
        let piece = |element: &ast::PatternElement<&str>| match element {
            ast::PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
            ast::PatternElement::Placeable { expression } => match expression {
                ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) => {
                    Some(Piece::Variable(id.name.to_owned()))
                }
                _ => None,
            },
        };
        pattern.elements.iter().map(piece).collect::<Option<_>>().map(Self)
    }

    /// Its variables.
    pub fn variables(&self) -> BTreeSet<String> {
        let named = self.0.iter().filter_map(|piece| match piece {
            Piece::Variable(name) => Some(name.clone()),
            Piece::Words(_) => None,
        });
        named.collect()
    }

    /// The text with a value in the place of each variable.
    pub fn filled(&self, value: impl Fn(&str) -> String) -> String {
        let said = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Variable(name) => value(name),
        });
        said.collect()
    }

    /// The text without its variables' values; enough to measure a label.
    pub fn plain(&self) -> String {
        self.filled(|_| String::new())
    }
}
