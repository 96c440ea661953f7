//! What the program says of its configuration.

use tests::process::Installation;

#[tokio::test]
async fn what_can_be_configured_is_listed_also_where_what_is_configured_cannot_be_used() {
    let installation = Installation::bare().with("APPRODO_SMS__TOKEN", "x");
    let refused = installation.refuses(&["check"]).await;
    assert!(refused.contains("unknown field") && refused.trim_end().lines().count() == 1, "{refused}");
    let listed = installation.run(&["variables"]).await;
    for line in [
        "APPRODO_LISTEN = 127.0.0.1:8080",
        "APPRODO_SMS__AUTH_TOKEN [secret, or _FILE]",
        "APPRODO_MASTER_KEY_FILE (unset: <data_dir>/master.key)",
        "APPRODO_FILES__BUCKET (unset: <data_dir>/files)",
        "RUST_LOG = info",
    ] {
        assert!(listed.lines().any(|listed| listed == line), "{line} is not in {listed}");
    }
    for help in [&["--help"][..], &["check", "--help"]] {
        assert!(installation.run(help).await.contains("approdo variables"), "{help:?} says where they are listed");
    }
    assert!(!installation.data().exists(), "asking makes nothing");
}
