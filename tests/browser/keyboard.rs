//! Whether a page can be used by keyboard alone: Tab reaches everything that can be used, and shows where it is.

use super::window::Window;
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::{Value, json};

/// Everything that can be used and is seen; one button of a group of radio buttons stands for all.
const USABLE: &str = "
    var all = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls]');
    window.reached = [];
    window.usable = [].filter.call(all, function (node) {
        var box = node.getBoundingClientRect(), shown = getComputedStyle(node);
        return box.width && box.height && shown.visibility !== 'hidden' && node.checkVisibility() && !node.disabled && node.tabIndex >= 0;
    });
    document.activeElement.blur();
    window.getSelection().removeAllRanges();
    return window.usable.length;";

const REACHED: &str = "
    var node = document.activeElement, style = getComputedStyle(node);
    if (node === document.body || window.reached.indexOf(node) >= 0) return null;
    window.reached.push(node);
    var seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return node.id === 'main' || node.tagName === 'AUDIO' || seen ? true : node.outerHTML.slice(0, 160);";

const MISSED: &str = "
    return window.usable.filter(function (node) {
        if (window.reached.indexOf(node) >= 0) return false;
        return !(node.type === 'radio' && window.reached.some(function (other) { return other.name === node.name; }));
    }).map(function (node) { return node.outerHTML.slice(0, 160); });";

impl Window {
    /// Tab reaches everything, in at most a few steps more than there are things, and each shows that it is reached.
    pub async fn assert_keyboard(&self) {
        let usable: usize = self.ask(USABLE, vec![]).await;
        let at: String = self.ask("return location.pathname", vec![]).await;
        let tab = || {
            KeyActions::new("keyboard".to_owned())
                .then(KeyAction::Down { value: Key::Tab.into() })
                .then(KeyAction::Up { value: Key::Tab.into() })
        };
        // Dates are fields of several parts, and a player has buttons of its own.
        for _ in 0..usable * 2 + 10 {
            self.client.perform_actions(tab()).await.unwrap();
            let reached: Value = self.ask(REACHED, vec![]).await;
            assert!(!reached.is_string(), "{at}: the focus cannot be seen on {reached}");
            if self.ask::<Vec<String>>(MISSED, vec![]).await.is_empty() {
                return;
            }
        }
        let missed: Vec<String> = self.ask(MISSED, vec![json!(null)]).await;
        panic!("{at}: the keyboard does not reach {missed:#?}");
    }
}
