-- Logs LOGINS accounts in, in turn.

dofile("report.lua")

local count = tonumber(os.getenv("LOGINS"))
local headers = {["Content-Type"] = "application/json"}
local last = 0

function request()
    last = last % count + 1
    local body = string.format('{"email": "bench%d@example.com", "password": "%s"}', last, os.getenv("PASSWORD"))
    return wrk.format("POST", nil, headers, body)
end
