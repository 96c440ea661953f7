//! What is different between two texts, word by word.

/// Words that stay, go, or come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new one.
    New(String),
}

/// More words than these are not compared one by one.
const MOST: usize = 1000;

/// The pieces of both texts in their order.
pub fn between(old: &str, new: &str) -> Vec<Piece> {
    let (from, to): (Vec<_>, Vec<_>) = (words(old), words(new));
    if from.len() > MOST || to.len() > MOST {
        return vec![Piece::Gone(old.to_owned()), Piece::New(new.to_owned())];
    }
    // The longest common subsequence of the rests.
    let mut common = vec![vec![0_usize; to.len() + 1]; from.len() + 1];
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            common[i][j] =
                if from[i] == to[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pieces) = (0, 0, Vec::new());
    while i < from.len() || j < to.len() {
        if i < from.len() && j < to.len() && from[i] == to[j] {
            add(&mut pieces, Piece::Same(from[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == to.len() || (i < from.len() && common[i + 1][j] >= common[i][j + 1]) {
            add(&mut pieces, Piece::Gone(from[i].to_owned()));
            i += 1;
        } else {
            add(&mut pieces, Piece::New(to[j].to_owned()));
            j += 1;
        }
    }
    pieces
}

/// A variable stays whole.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut begin, mut inside) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            ' ' if !inside => {
                words.extend(Some(&text[begin..at]).filter(|word| !word.is_empty()));
                begin = at + 1;
            }
            _ => {}
        }
    }
    words.extend(Some(&text[begin..]).filter(|word| !word.is_empty()));
    words
}

fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Same(words)), Piece::Same(word))
        | (Some(Piece::Gone(words)), Piece::Gone(word))
        | (Some(Piece::New(words)), Piece::New(word)) => {
            words.push(' ');
            words.push_str(word);
        }
        _ => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_go_and_come() {
        let pieces = between("Chiama il { $emergency } adesso.", "Chiama subito il { $emergency }.");
        let (same, gone, new) =
            (|w: &str| Piece::Same(w.into()), |w: &str| Piece::Gone(w.into()), |w: &str| Piece::New(w.into()));
        let expected =
            [same("Chiama"), new("subito"), same("il"), gone("{ $emergency } adesso."), new("{ $emergency }.")];
        assert_eq!(pieces, expected);
        assert_eq!(between("uno due", "uno due"), [same("uno due")]);
        assert_eq!(between("", "uno"), [new("uno")]);
        assert_eq!(between("uno", ""), [gone("uno")]);
    }
}
