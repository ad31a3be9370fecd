-- What wrk asks: one app password after the other, from a file of "name TAB letters" lines.
--   wrk … -s ask.lua URL -- verify FILE TOKEN     POST /verify with JSON, as Dovecot's Lua script asks
--   wrk … -s ask.lua URL -- forward-auth FILE TOKEN   GET /forward-auth with HTTP Basic, as a web proxy asks
--   wrk … -s ask.lua URL -- basic FILE            GET / with HTTP Basic
local requests = {}
local next_one = 0

local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function base64(text)
  local out = {}
  for i = 1, #text, 3 do
    local a, b, c = text:byte(i, i + 2)
    local bits = a * 65536 + (b or 0) * 256 + (c or 0)
    for shift = 3, 0, -1 do
      local index = math.floor(bits / 64 ^ shift) % 64
      out[#out + 1] = alphabet:sub(index + 1, index + 1)
    end
    if not b then out[#out - 1] = "=" end
    if not c then out[#out] = "=" end
  end
  return table.concat(out)
end

function init(args)
  local kind, file, token = args[1], args[2], args[3]
  for line in io.lines(file) do
    local name, letters = line:match("^(.-)\t(.*)$")
    if kind == "verify" then
      local body = string.format(
        '{"user":"%s","password":"%s","service":"imap","remote_ip":"192.0.2.1","session":"bench"}', name, letters)
      requests[#requests + 1] = wrk.format("POST", "/verify", {
        ["Authorization"] = "Bearer " .. token,
        ["Content-Type"] = "application/json",
      }, body)
    elseif kind == "forward-auth" then
      requests[#requests + 1] = wrk.format("GET", "/forward-auth", {
        ["Authorization"] = "Basic " .. base64(name .. ":" .. letters),
        ["X-Sallyport-Token"] = token,
        ["X-Forwarded-For"] = "192.0.2.1",
      })
    else
      requests[#requests + 1] = wrk.format("GET", "/", {
        ["Authorization"] = "Basic " .. base64(name .. ":" .. letters),
      })
    end
  end
end

function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
