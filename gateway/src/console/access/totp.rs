//! The second factor: a secret that a telephone shares with us, and the six digits that follow from it and the time
//! (RFC 6238: SHA-1, 30 seconds, which every app understands). Steps go by the system's clock, as telephones do.

use crate::{
    seal::{MasterKey, random},
    store::staff::TOTP,
};
use bot::private::Private;
use jiff::Timestamp;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

/// 160 bits, as RFC 4226 recommends.
const BYTES: usize = 20;
/// What the app calls this service.
const ISSUER: &str = "Approdo";
/// White modules around a code, as readers need them.
const QUIET: i32 = 4;

/// The secret.
#[derive(Clone)]
pub struct Shared(Private<Vec<u8>>);

impl Shared {
    /// A new one.
    pub fn fresh() -> Self {
        Self(Private::new(random::<BYTES>().to_vec()))
    }

    /// From `staff.totp_sealed`; `None` where it does not open, which then fits no code.
    pub fn open(master: &MasterKey, staff: Uuid, sealed: &[u8]) -> Option<Self> {
        master.derive("totp").open(TOTP.of(staff), sealed).ok().map(|bytes| Self(Private::new(bytes)))
    }

    /// For `staff.totp_sealed`.
    pub fn seal(&self, master: &MasterKey, staff: Uuid) -> Vec<u8> {
        master.derive("totp").seal(TOTP.of(staff), self.0.expose())
    }

    /// From the sealed session, while it is being set up.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text).ok().map(|bytes| Self(Private::new(bytes)))
    }

    /// For the sealed session.
    pub fn to_hex(&self) -> String {
        hex::encode(self.0.expose())
    }

    /// The step whose code this is: the present one, the one before or the next, for clocks that differ.
    pub fn step(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let step = self.totp("")?.check(&digits, u64::try_from(now.as_second()).ok()?)?;
        i64::try_from(step).ok()
    }

    /// The secret as somebody types it: groups of four letters.
    pub fn groups(&self) -> String {
        let text = Secret::from(self.0.expose().as_slice()).to_base32();
        let letters: Vec<_> = text.trim_end_matches('=').chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The secret as a telephone reads it off the screen: a square of modules as one path of an SVG, and its side.
    pub fn picture(&self, email: &Private<String>) -> Option<(String, i32)> {
        let address = self.totp(email.expose())?.to_url().ok()?;
        let code = QrCode::encode_text(&address, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Some((path, code.size() + 2 * QUIET))
    }

    fn totp(&self, account: &str) -> Option<Totp> {
        let builder = Builder::new().with_secret(self.0.expose().as_slice()).with_issuer(Some(ISSUER));
        builder.with_account_name(account.replace(':', "")).build().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard_and_one_step_around() {
        // RFC 6238, appendix B, the last six of its eight digits.
        let shared = Shared(Private::new(b"12345678901234567890".to_vec()));
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let step = second / 30;
            for now in [second - 30, second, second + 30] {
                assert_eq!(shared.step(code, at(now)), Some(step), "{code} at {now}");
            }
            assert_eq!(shared.step(code, at(second + 60)), None);
            assert_eq!(shared.step(&format!("{} {}", &code[..3], &code[3..]), at(second)), Some(step));
        }
        for nonsense in ["", "28708", "2870820", "abcdef", "٢٨٧٠٨٢"] {
            assert_eq!(shared.step(nonsense, at(59)), None, "{nonsense}");
        }
    }

    #[test]
    fn a_secret_survives_and_is_typed_in_groups() {
        let (master, staff) = (MasterKey::ephemeral(), Uuid::now_v7());
        let shared = Shared(Private::new(b"12345678901234567890".to_vec()));
        assert_eq!(shared.groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(Shared::open(&master, staff, &shared.seal(&master, staff)).unwrap().groups(), shared.groups());
        assert_eq!(Shared::from_hex(&shared.to_hex()).unwrap().groups(), shared.groups());
        assert!(Shared::open(&MasterKey::ephemeral(), staff, &shared.seal(&master, staff)).is_none());
        assert!(Shared::open(&master, Uuid::now_v7(), &shared.seal(&master, staff)).is_none(), "somebody else's");
        assert_ne!(Shared::fresh().to_hex(), Shared::fresh().to_hex());
        let (path, side) = shared.picture(&Private::new("somebody@example.org".to_owned())).unwrap();
        assert!(path.starts_with("M4 4h1v1h-1z") && side > 30, "{path}");
    }
}
