-- A private Prosody. Words between two @ are filled in by the test.
pidfile = "@FOLDER@/prosody.pid"
data_path = "@FOLDER@"
run_as_root = true
modules_enabled = { "roster", "saslauth", "disco" }
modules_disabled = { "s2s" }
c2s_interfaces = { "127.0.0.1" }
c2s_ports = { @PORT@ }
-- The app of the tests is on this machine and does not speak TLS.
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
log = { info = "*console" }

-- What an operator adds.
plugin_paths = { "/usr/lib/prosody/modules/mod_auth_dovecot" }
VirtualHost "olive.example"
authentication = "dovecot"
dovecot_auth_host = "127.0.0.1"
dovecot_auth_port = @DOVECOT@
service_name = "http"
