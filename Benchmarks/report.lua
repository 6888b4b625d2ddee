-- Prints the result of a run as one line of JSON. Nothing here runs for a request, unless PIPELINE asks for more than
-- one request a write, or TOKENS for those of several accounts in turn.

local depth = tonumber(os.getenv("PIPELINE") or "1")
local tokens = os.getenv("TOKENS") or ""

if tokens ~= "" then
    local requests, last = {}, 0
    function init()
        for token in tokens:gmatch("[^ ]+") do
            requests[#requests + 1] = wrk.format(nil, nil, {["Authorization"] = "Bearer " .. token})
        end
    end
    function request()
        last = last % #requests + 1
        return requests[last]
    end
elseif depth > 1 then
    local batch
    function init()
        batch = string.rep(wrk.format(), depth)
    end
    function request()
        return batch
    end
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "socket_errors": %d, "status_errors": %d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
