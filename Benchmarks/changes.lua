-- Changes an account's name again and again: each thread, with one connection, the account of a token of its own.

dofile("report.lua")

local tokens, threads, changes = {}, 0, 0
for token in os.getenv("CHANGERS"):gmatch("[^ ]+") do tokens[#tokens + 1] = token end

function setup(thread)
    threads = threads + 1
    thread:set("token", tokens[threads])
end

function request()
    changes = changes + 1
    local headers = {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}
    return wrk.format("PATCH", nil, headers, string.format('{"full_name": "Bench %d"}', changes))
end
