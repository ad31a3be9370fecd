-- Stands in for Dovecot 2.4, which Debian 12 does not have: runs its Lua file as it would, for one sign-in, and prints
-- what came of it. Requests go out through curl. It knows what Dovecot 2.4.1 was seen to know, and fails at anything else.
--
-- lua5.4 stand-in.lua SCRIPT FOLDER PROTOCOL REMOTE_IP USER PASSWORD

local script, folder, protocol, remote_ip, user, password = table.unpack(arg)

local function write(name, text)
  local path = folder .. "/" .. name
  local file = assert(io.open(path, "w"))
  assert(file:write(text))
  file:close()
  return path
end

local function read(path)
  local file = assert(io.open(path, "r"))
  local text = file:read("a")
  file:close()
  return text
end

-- An unknown setting is an error in 2.4.
local known_settings = {
  connect_timeout = true, request_absolute_timeout = true, request_max_attempts = true, user_agent = true
}

local function submit(what, headers, payload)
  local command = string.format(
    "curl --silent --max-time 4 --request %s --header @%s --data-binary @%s --output %s --write-out '%%{http_code}' '%s'",
    what.method, write("headers", table.concat(headers, "\n") .. "\n"), write("question", payload),
    folder .. "/answer", what.url)
  write("answer", "")
  local curl = assert(io.popen(command))
  local status = tonumber(curl:read("a"))
  curl:close()
  return {
    -- What Dovecot says where nobody answers.
    status = function() return status == 0 and 9003 or status end,
    reason = function() return status == 0 and "connect failed" or "" end,
    payload = function() return read(folder .. "/answer") end
  }
end

dovecot = {
  auth = {
    PASSDB_RESULT_OK = "OK",
    PASSDB_RESULT_PASSWORD_MISMATCH = "PASSWORD_MISMATCH",
    PASSDB_RESULT_INTERNAL_FAILURE = "INTERNAL_FAILURE"
  },
  http = {
    client = function(settings)
      for name in pairs(settings) do
        assert(known_settings[name], "Dovecot 2.4 knows no setting " .. name)
      end
      return {
        request = function(_, what)
          local headers, payload = {}, ""
          return {
            add_header = function(_, name, value) headers[#headers + 1] = name .. ": " .. value end,
            set_payload = function(_, text) payload = text end,
            submit = function() return submit(what, headers, payload) end
          }
        end
      }
    end
  }
}

-- 2.4 has no fields service, rip and lip any more.
local request = {
  user = user, protocol = protocol, remote_ip = remote_ip, local_ip = "127.0.0.1", remote_port = 54321,
  secured = "TLS", session = "abc", client_id = ""
}

dofile(script)
assert(script_init({}) == 0)
local result, said = auth_password_verify(request, password)
print(result)
if result == dovecot.auth.PASSDB_RESULT_OK then
  -- 2.4 takes a table here and a text everywhere else.
  for name, value in pairs(said) do
    print(name .. "=" .. value)
  end
else
  assert(type(said) == "string")
  print(said)
end
print("cache key: " .. auth_passdb_get_cache_key())
