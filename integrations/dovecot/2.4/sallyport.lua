-- Asks Sallyport whether a user name and a password may sign in: a passdb for Dovecot 2.4.
-- Needs the packages dovecot-auth-lua and lua-cjson. How to set it up: docs/integrations/dovecot.md.

-- Settings -----------------------------------------------------------------------------------------------------------

-- Where Sallyport listens. Over https, Dovecot checks the certificate against its own setting ssl_client_ca_file.
local url = "http://127.0.0.1:8081/verify"

-- A file with nothing in it but this server's bearer token. Only Dovecot should be able to read it.
local token_file = "/etc/dovecot/sallyport.token"

-- Together with two attempts these keep a sign-in short while Sallyport cannot be reached.
local connect_timeout = "1s"
local answer_timeout = "4s"

-- What "doveadm auth test" without "-x protocol=..." is taken for.
local tested_protocol = "imap"

-- Nothing below needs to be changed --------------------------------------------------------------------------------

local json = require "cjson.safe"
local utf8 = rawget(_G, "utf8") -- since Lua 5.3

local client = nil
local token = nil

local function read_token()
  local file, problem = io.open(token_file, "r")
  if file == nil then
    return nil, problem
  end
  local text = file:read("*a") or ""
  file:close()
  text = text:gsub("%s+$", "")
  if text == "" then
    return nil, token_file .. " is empty"
  end
  return text
end

local function ask(req, pass)
  local protocol = req.protocol
  if protocol == "doveadm" then
    protocol = tested_protocol
  end
  local r = client:request { url = url, method = "POST" }
  r:add_header("Content-Type", "application/json")
  r:add_header("Authorization", "Bearer " .. token)
  r:set_payload(json.encode({
    user = req.user, password = pass, protocol = protocol, remote_ip = req.remote_ip, local_ip = req.local_ip,
    secured = req.secured, session = req.session, client_id = req.client_id
  }))
  return r:submit()
end

-- Says "not now", never "wrong": the app keeps its password and tries again. Dovecot writes the reason to its log.
local function not_now(why)
  return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "sallyport: " .. why
end

function script_init()
  client = dovecot.http.client {
    connect_timeout = connect_timeout,
    request_absolute_timeout = answer_timeout,
    request_max_attempts = 2,
    user_agent = "dovecot-sallyport"
  }
  return 0
end

-- Used only where auth_cache_size is set: one entry for each password, not one for each user.
function auth_passdb_get_cache_key()
  return "%{user}\t%{password}"
end

function script_deinit()
end

function auth_password_verify(req, pass)
  if utf8 ~= nil and utf8.len(pass) == nil then
    -- Not UTF-8: no app password and no account password looks like that, and JSON cannot carry it.
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, "refused"
  end
  local problem
  if token == nil then
    token, problem = read_token()
    if token == nil then
      return not_now("cannot read the token: " .. problem)
    end
  end

  local answer = ask(req, pass)
  if answer:status() == 403 then
    -- The token was changed, here or there: read it again.
    local newer = read_token()
    if newer ~= nil and newer ~= token then
      token = newer
      answer = ask(req, pass)
    end
  end

  local status = answer:status()
  if status == 200 then
    local said = json.decode(answer:payload())
    if type(said) ~= "table" or type(said.user) ~= "string" or said.user == "" then
      return not_now("the answer to " .. url .. " names no user")
    end
    local fields = { user = said.user }
    if type(said.id) == "string" and said.id ~= "" then
      -- "doveadm kick -f user_sallyport ID" closes what was opened with one app password.
      fields.userdb_user_sallyport = said.id
    end
    return dovecot.auth.PASSDB_RESULT_OK, fields
  elseif status == 401 then
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, "refused"
  elseif status == 403 then
    return not_now("the token in " .. token_file .. " is not one that Sallyport knows")
  end
  local said = json.decode(answer:payload() or "")
  local detail = type(said) == "table" and type(said.error) == "string" and said.error or answer:reason() or "no reason"
  return not_now("no verdict from " .. url .. ": " .. status .. " " .. detail)
end
