#include "backoff.hpp"

#include <cstdint>
#include <initializer_list>
#include <limits>

#include "doctest/doctest.h"

TEST_CASE("the longest wait doubles with each retry up to 64 seconds") {
  constexpr double kLongest[] = {1000, 2000, 4000, 8000, 16000, 32000, 64000, 64000, 64000};
  for (std::uint32_t retry_count = 0; retry_count < 9; ++retry_count) {
    CAPTURE(retry_count);
    CHECK(hxws::backoff_delay(retry_count, 0.5) == kLongest[retry_count] / 2);
    CHECK(hxws::backoff_delay(retry_count, 0.25) == kLongest[retry_count] / 4);
  }
  CHECK(hxws::backoff_delay(31, 0.5) == 32000);
  CHECK(hxws::backoff_delay(32, 0.5) == 32000);
  CHECK(hxws::backoff_delay(std::numeric_limits<std::uint32_t>::max(), 0.5) == 32000);
}

TEST_CASE("the wait keeps the fraction of the random number") {
  CHECK(hxws::backoff_delay(0, 0.0001234) == 1000 * 0.0001234);
  const double almost_one = 1 - std::numeric_limits<double>::epsilon() / 2;
  CHECK(hxws::backoff_delay(0, almost_one) < 1000);
  CHECK(hxws::backoff_delay(6, almost_one) < 64000);
}

TEST_CASE("a random number outside its range counts as the nearest end") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double low : {0.0, -0.0, -0.5, -1e300, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
    CAPTURE(low);
    CHECK(hxws::backoff_delay(3, low) == 0);
  }
  for (const double high : {1.0, 1.5, 1e300, kInfinity}) {
    CAPTURE(high);
    CHECK(hxws::backoff_delay(3, high) == 8000);
  }
}
