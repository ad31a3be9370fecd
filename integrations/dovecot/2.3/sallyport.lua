-- Asks Sallyport whether a user name and a password may sign in: a passdb for Dovecot 2.3.19 and later.
-- Needs the packages dovecot-auth-lua and lua-cjson. How to set it up: docs/integrations/dovecot.md.

-- Settings -----------------------------------------------------------------------------------------------------------

-- Where Sallyport listens. Over https, Dovecot checks the certificate against its own setting ssl_client_ca_file.
local url = "http://127.0.0.1:8081/verify"

-- A file with nothing in it but this server's bearer token. Only Dovecot should be able to read it.
local token_file = "/etc/dovecot/sallyport.token"

-- In milliseconds. Together with two attempts they keep a sign-in short while Sallyport cannot be reached.
local connect_timeout = 1000
local answer_timeout = 4000

-- What "doveadm auth test" without "-x service=..." is taken for.
local tested_service = "imap"

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
  local service = req.service
  if service == "doveadm" then
    service = tested_service
  end
  local r = client:request { url = url, method = "POST" }
  r:add_header("Content-Type", "application/json")
  r:add_header("Authorization", "Bearer " .. token)
  r:set_payload(json.encode({
    user = req.user, password = pass, service = service, rip = req.rip, lip = req.lip,
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
    connect_timeout_msecs = connect_timeout,
    request_timeout_msecs = answer_timeout,
    request_absolute_timeout_msecs = answer_timeout,
    max_attempts = 2,
    connect_backoff_time_msecs = 10,
    connect_backoff_max_time_msecs = 500,
    user_agent = "dovecot-sallyport"
  }
  return 0
end

function script_deinit()
end

function auth_password_verify(req, pass)
  if utf8 ~= nil and utf8.len(pass) == nil then
    -- Not UTF-8: no app password and no account password looks like that, and JSON cannot carry it.
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, ""
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
      fields.userdb_sallyport_id = said.id
    end
    return dovecot.auth.PASSDB_RESULT_OK, fields
  elseif status == 401 then
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, ""
  elseif status == 403 then
    return not_now("the token in " .. token_file .. " is not one that Sallyport knows")
  end
  local said = json.decode(answer:payload() or "")
  local detail = type(said) == "table" and type(said.error) == "string" and said.error or answer:reason() or "no reason"
  return not_now("no verdict from " .. url .. ": " .. status .. " " .. detail)
end
