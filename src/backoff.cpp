#include "backoff.hpp"

namespace hxws {
namespace {

double base_delay(const Backoff& backoff, std::uint32_t retry_count) {
  constexpr std::uint32_t kDoublings = 31;  // of one millisecond, more than the longest wait that there can be
  const std::uint32_t doublings = retry_count < kDoublings ? retry_count : kDoublings;
  const double delay = backoff.first * static_cast<double>(1U << doublings);
  return delay < backoff.longest ? delay : backoff.longest;
}

}  // namespace

double backoff_delay(const Backoff& backoff, std::uint32_t retry_count, double random) {
  const double delay = base_delay(backoff, retry_count);
  const double part = !(random > 0) ? 0 : random < 1 ? random : 1;
  if (backoff.jitter == Backoff::kFullJitter) return delay * part;
  const double jitter = backoff.jitter / 1000.0;
  return delay * (1 - jitter + 2 * jitter * part);
}

}  // namespace hxws
