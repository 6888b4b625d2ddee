-- What clients do in a day: of a hundred requests 70 look at the account, 10 at its sessions, 10 change it, 9 log in and one
-- registers. One half of the accounts logs in, the other has the tokens: of an account's sessions a login beyond the 50th ends one.

dofile("report.lua")

local tokens, count, json = {}, 0, {["Content-Type"] = "application/json"}
for token in os.getenv("CHANGERS"):gmatch("[^ ]+") do tokens[#tokens + 1] = token end
local run, password = os.getenv("RUN"), os.getenv("PASSWORD")

function request()
    count = count + 1
    local half = math.floor(#tokens / 2)
    local kind, number = count % 100, math.random(half)
    local headers = {["Authorization"] = "Bearer " .. tokens[number], ["Content-Type"] = "application/json"}
    if kind == 0 then
        local body = '{"email": "%s.%d@example.com", "username": "%s.%d", "password": "%s"}'
        return wrk.format("POST", "/api/v1/auth/register", json, body:format(run, count, run, count, password))
    elseif kind % 11 == 1 then
        local body = '{"email": "bench%s@example.com", "password": "%s"}'
        return wrk.format("POST", "/api/v1/auth/login", json, body:format(number - 1 + half, password))
    elseif kind % 10 == 2 then
        return wrk.format("PATCH", nil, headers, string.format('{"full_name": "Bench %d"}', count))
    elseif kind % 10 == 3 then
        return wrk.format("GET", "/api/v1/users/me/sessions", headers)
    end
    return wrk.format("GET", nil, headers)
end
