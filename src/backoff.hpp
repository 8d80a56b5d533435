// How long to wait before a connection is tried again: exponential backoff with full jitter, so that the clients of a
// restarted server come back spread out rather than all at once.
#pragma once

#include <cstdint>

namespace hxws {

// The longest wait doubles with each retry up to this many times: 64 seconds.
inline constexpr std::uint32_t kLastDoubling = 6;
inline constexpr double kFirstDelay = 1000;  // milliseconds

// Milliseconds to wait, fractional: kFirstDelay * 2^min(retry_count, kLastDoubling) * random.
// `retry_count` is the number of retries since the connection was last open; `random` is in [0, 1), and what is not
// (NaN included) counts as the nearest end.
double backoff_delay(std::uint32_t retry_count, double random);

}  // namespace hxws
