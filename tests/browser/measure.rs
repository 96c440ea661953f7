//! What is measured on a page: whether it fits its window, whether its buttons can be hit, whether its text can be read.

use super::window::Window;
use serde_json::json;

/// Smaller buttons are hard to hit with a thumb.
const LOWEST_BUTTON: f64 = 40.0;

impl Window {
    /// The page fits its window, and every button can be hit with a thumb.
    pub async fn assert_fits(&self) {
        let width = self.look.width;
        let at: String = self.ask("return location.pathname", vec![]).await;
        let widths: Vec<f64> = self.ask(WIDTHS, vec![]).await;
        let wide: Vec<String> = self.ask(TOO_WIDE, vec![json!(width)]).await;
        let fits = widths.iter().all(|found| *found <= f64::from(width));
        assert!(fits && wide.is_empty(), "{at} is wider than {width}: {widths:?}, {wide:#?}");
        let low: Vec<String> = self.ask(TOO_LOW, vec![json!(LOWEST_BUTTON)]).await;
        assert!(low.is_empty(), "{at} has buttons lower than {LOWEST_BUTTON}: {low:#?}");
    }

    /// Dark where dark was asked for, and light where it was not; and all text can be read.
    pub async fn assert_colours(&self) {
        let at: String = self.ask("return location.pathname", vec![]).await;
        let brightness: f64 = self.ask(&format!("{COLOURS} return brightness(ground(document.body));"), vec![]).await;
        let right = if self.look.dark { brightness < 0.1 } else { brightness > 0.8 };
        assert!(right, "{at}: the brightness of the background is {brightness}");
        let pale: Vec<String> = self.ask(&format!("{COLOURS} return pale();"), vec![]).await;
        assert!(pale.is_empty(), "{at}: too little contrast: {pale:#?}");
    }
}

const WIDTHS: &str = "
    var all = [innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth];
    var log = document.getElementById('log');
    if (log) all.push(log.scrollWidth);
    return all;";

/// What hangs over an edge of the window. What stands outside altogether is there for screen readers.
const TOO_WIDE: &str = "
    var width = arguments[0];
    return [].filter.call(document.querySelectorAll('body *'), function (node) {
        var box = node.getBoundingClientRect();
        return box.width && box.height && (box.right > width + 1 || box.left < -1 && box.right > 0);
    }).map(function (node) { return node.outerHTML.slice(0, 200); });";

const TOO_LOW: &str = "
    var lowest = arguments[0];
    var all = document.querySelectorAll('button, [role=button], input[type=submit], select');
    return [].filter.call(all, function (node) {
        var box = node.getBoundingClientRect();
        return box.width && box.height < lowest;
    }).map(function (node) { return node.textContent.trim() + ': ' + node.getBoundingClientRect().height; });";

/// Contrast as WCAG 2.1 measures it (1.4.3): at least 4.5 to 1.
const COLOURS: &str = "
    function colour(text) {
        var parts = text.match(/[\\d.]+/g).map(Number);
        return { parts: parts, solid: parts.length < 4 || parts[3] > .5 };
    }
    function ground(node) {
        for (; node; node = node.parentElement) {
            var found = colour(getComputedStyle(node).backgroundColor);
            if (found.solid) return found;
        }
        return colour(matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
    }
    function brightness(of) {
        var linear = of.parts.slice(0, 3).map(function (part) {
            part /= 255;
            return part <= .04045 ? part / 12.92 : Math.pow((part + .055) / 1.055, 2.4);
        });
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2];
    }
    function contrast(node) {
        var two = [brightness(colour(getComputedStyle(node).color)), brightness(ground(node))];
        return (Math.max(two[0], two[1]) + .05) / (Math.min(two[0], two[1]) + .05);
    }
    function pale() {
        return [].filter.call(document.querySelectorAll('body *'), function (node) {
            var own = [].some.call(node.childNodes, function (n) { return n.nodeType === 3 && n.data.trim(); });
            return own && node.getClientRects().length && contrast(node) < 4.5;
        }).map(function (node) { return contrast(node).toFixed(1) + ' ' + node.outerHTML.slice(0, 120); });
    }";
