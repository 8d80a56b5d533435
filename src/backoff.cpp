#include "backoff.hpp"

namespace hxws {

double backoff_delay(std::uint32_t retry_count, double random) {
  const std::uint32_t doublings = retry_count < kLastDoubling ? retry_count : kLastDoubling;
  const double longest = kFirstDelay * static_cast<double>(1U << doublings);
  if (!(random > 0)) return 0;
  return random < 1 ? longest * random : longest;
}

}  // namespace hxws
