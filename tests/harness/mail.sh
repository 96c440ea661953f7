# A private mail system for the tests, sourced by tests/run: Dovecot (IMAP, LMTP) and Exim (SMTP) on ports of the loopback
# interface, in a folder of their own, as an unprivileged user. Nothing of the machine's own mail is read or changed.
#
# Everybody at mail.test has a mailbox and the same password; nobody-*@mail.test is refused at once, gone-*@mail.test is taken
# and sent back, later-*@mail.test is put off, sender-forbidden@mail.test may not send.

# What Debian has to install for it, a package a line.
mail_missing() {
    command -v dovecot >/dev/null || [ -x /usr/sbin/dovecot ] || echo dovecot-imapd
    [ -e /usr/lib/dovecot/lmtp ] || echo dovecot-lmtpd
    [ -x /usr/sbin/exim4 ] || echo exim4-daemon-light
    command -v openssl >/dev/null || echo openssl
}

# The packages would start servers of their own; while they are installed nothing is started.
without_services() (
    policy=/usr/sbin/policy-rc.d kept=$(mktemp -u)
    if [ -e $policy ]; then cp -a $policy "$kept"; fi
    trap 'if [ -e "$kept" ]; then mv "$kept" $policy; else rm $policy; fi' EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    "$@"
)

# As root they would look for users of their own; like this they need none.
as_nobody() { if [ "$(id -u)" -eq 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }

# mail_start FOLDER: starts both, and says where they are in APPRODO_TEST_MAIL.
mail_start() {
    mail=$1
    local imap imaps lmtp smtp smtps user group password
    imap=$(free_port) imaps=$(free_port) lmtp=$(free_port) smtp=$(free_port) smtps=$(free_port)
    user=$(as_nobody id -un) group=$(as_nobody id -gn) password=correct-horse
    mkdir -p "$mail/run" "$mail/home" "$mail/spool" "$mail/log"
    mail_certificates
    cat >"$mail/dovecot.conf" <<END
base_dir = $mail/run
state_dir = $mail/run
log_path = $mail/log/dovecot
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
default_vsz_limit = 0
default_client_limit = 1000
ssl = yes
ssl_cert = <$mail/cert.pem
ssl_key = <$mail/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_username_format = %Ln
mail_location = maildir:%h/Maildir
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=$password
}
userdb {
  driver = static
  args = uid=$user gid=$group home=$mail/home/%n allow_all_users=yes
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp
  }
}
END
    cat >"$mail/exim.conf" <<END
primary_hostname = mail.test
exim_user = $user
exim_group = $group
spool_directory = $mail/spool
log_file_path = $mail/log/exim-%slog
pid_file_path = $mail/run/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = $smtp : $smtps
tls_on_connect_ports = $smtps
tls_advertise_hosts = *
tls_certificate = $mail/cert.pem
tls_privatekey = $mail/key.pem
deliver_drop_privilege = true
smtp_accept_max = 200
smtp_accept_max_per_connection = 0
smtp_accept_queue_per_connection = 0
queue_run_max = 0
rfc1413_query_timeout = 0s
host_lookup =
accept_8bitmime = true
never_users =
keep_environment =
message_size_limit = 100M
acl_smtp_mail = mail
acl_smtp_rcpt = rcpt
begin acl
mail:
  deny senders = sender-forbidden@mail.test
       message = 550 5.7.1 you may not send as this
  accept
rcpt:
  deny local_parts = ^nobody-
       message = 550 5.1.1 there is nobody here
  defer local_parts = ^later-
       message = 451 4.7.1 greylisted, come again
  accept domains = mail.test
  deny message = 550 5.7.1 relaying denied
begin routers
gone:
  driver = redirect
  local_parts = ^gone-
  allow_fail
  data = :fail: this mailbox was closed
everybody:
  driver = manualroute
  domains = mail.test
  route_list = * 127.0.0.1 byname
  self = send
  transport = dovecot
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = $lmtp
  allow_localhost
  hosts_try_chunking =
begin retry
* * F,1h,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{\$auth3}{$password}}
  server_set_id = \$auth2
END
    [ "$(id -u)" -ne 0 ] || chown -R nobody "$mail"
    as_nobody /usr/sbin/dovecot -c "$mail/dovecot.conf"
    as_nobody /usr/sbin/exim4 -C "$mail/exim.conf" -bd
    APPRODO_TEST_MAIL="imap=$imap imaps=$imaps smtp=$smtp smtps=$smtps password=$password ca=$mail/ca.pem"
    export APPRODO_TEST_MAIL
}

mail_stop() {
    [ -n "${mail:-}" ] || return 0
    as_nobody /usr/sbin/dovecot -c "$mail/dovecot.conf" stop >/dev/null 2>&1 || true
    [ ! -s "$mail/run/exim.pid" ] || as_nobody kill "$(cat "$mail/run/exim.pid")" 2>/dev/null || true
}

# An authority that only these tests trust, and a certificate of it for localhost.
mail_certificates() {
    local ssl=(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30)
    "${ssl[@]}" -keyout "$mail/ca.key" -out "$mail/ca.pem" -subj "/CN=tests" 2>/dev/null
    "${ssl[@]}" -keyout "$mail/key.pem" -out "$mail/cert.pem" -subj "/CN=localhost" -CA "$mail/ca.pem" -CAkey "$mail/ca.key" \
        -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" -addext "basicConstraints=critical,CA:FALSE" 2>/dev/null
}
