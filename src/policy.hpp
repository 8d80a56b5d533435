// What a page wishes for a connection. The values here are the reference's: whatever it does not have is off.
#pragma once

#include <cstdint>

#include "backoff.hpp"

namespace hxws {

// Plain words, so that they cross the border as they stand: js/policy.js writes them in this order. Times are
// milliseconds, sizes bytes; 0 says off, or without a limit.
struct Policy {
  static constexpr std::int32_t kUnlimited = -1;
  static constexpr std::int32_t kMostCodes = 16;

  Backoff backoff;
  std::int32_t max_attempts = kUnlimited;  // retries without an open connection between them; 0: none
  std::int32_t min_uptime = 0;             // open for so long, a connection has forgotten its retries
  std::int32_t connect_timeout = 0;        // for an attempt that neither opens nor fails
  std::int32_t stale_after = 0;            // a page that slept for so long does not trust its socket
  std::int32_t heartbeat = 0;              // of silence, and then the server is asked
  std::int32_t heartbeat_timeout = 0;      // for its answer
  std::int32_t acknowledged = 0;           // 1: what was sent waits for its acknowledgement
  std::int32_t ack_timeout = 0;            // after which a missing one is told
  std::int32_t max_messages = 0;           // that wait
  std::int32_t max_bytes = 0;              // of them
  std::int32_t time_to_live = 0;           // of a message that waits
  std::int32_t drop_oldest = 0;            // 1: a full queue gives up its oldest message, else the newest
  std::int32_t max_buffered = 0;           // bytes on their way to the network; above it messages wait
  std::int32_t code_count = 4;
  // Close codes (RFC 6455, section 7.4) after which the connection is tried again.
  std::int32_t codes[kMostCodes] = {1006, 1011, 1012, 1013};

  bool is_retry_code(std::int32_t close_code) const {
    for (std::int32_t index = 0; index < code_count && index < kMostCodes; ++index) {
      if (codes[index] == close_code) return true;
    }
    return false;
  }
};

}  // namespace hxws
