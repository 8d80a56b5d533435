#include "backoff.hpp"

#include <cstdint>
#include <initializer_list>
#include <limits>

#include "doctest/doctest.h"

namespace {

using hxws::Backoff;

constexpr Backoff kDefault = {};

}  // namespace

TEST_CASE("the longest wait doubles with each retry up to 64 seconds") {
  constexpr double kLongest[] = {1000, 2000, 4000, 8000, 16000, 32000, 64000, 64000, 64000};
  for (std::uint32_t retry_count = 0; retry_count < 9; ++retry_count) {
    CAPTURE(retry_count);
    CHECK(hxws::backoff_delay(kDefault, retry_count, 0.5) == kLongest[retry_count] / 2);
    CHECK(hxws::backoff_delay(kDefault, retry_count, 0.25) == kLongest[retry_count] / 4);
  }
  CHECK(hxws::backoff_delay(kDefault, 31, 0.5) == 32000);
  CHECK(hxws::backoff_delay(kDefault, 32, 0.5) == 32000);
  CHECK(hxws::backoff_delay(kDefault, std::numeric_limits<std::uint32_t>::max(), 0.5) == 32000);
}

TEST_CASE("the wait keeps the fraction of the random number") {
  CHECK(hxws::backoff_delay(kDefault, 0, 0.0001234) == 1000 * 0.0001234);
  const double almost_one = 1 - std::numeric_limits<double>::epsilon() / 2;
  CHECK(hxws::backoff_delay(kDefault, 0, almost_one) < 1000);
  CHECK(hxws::backoff_delay(kDefault, 6, almost_one) < 64000);
}

TEST_CASE("a random number outside its range counts as the nearest end") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double low : {0.0, -0.0, -0.5, -1e300, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
    CAPTURE(low);
    CHECK(hxws::backoff_delay(kDefault, 3, low) == 0);
  }
  for (const double high : {1.0, 1.5, 1e300, kInfinity}) {
    CAPTURE(high);
    CHECK(hxws::backoff_delay(kDefault, 3, high) == 8000);
  }
}

TEST_CASE("a policy's first and longest wait") {
  constexpr Backoff kShort = {100, 350, Backoff::kFullJitter};
  constexpr double kLongest[] = {100, 200, 350, 350};
  for (std::uint32_t retry_count = 0; retry_count < 4; ++retry_count) {
    CAPTURE(retry_count);
    CHECK(hxws::backoff_delay(kShort, retry_count, 0.5) == kLongest[retry_count] / 2);
  }
  constexpr Backoff kFirstIsLonger = {500, 200, Backoff::kFullJitter};
  CHECK(hxws::backoff_delay(kFirstIsLonger, 0, 0.5) == 100);
  constexpr Backoff kLongestOfAll = {INT32_MAX, INT32_MAX, Backoff::kFullJitter};
  CHECK(hxws::backoff_delay(kLongestOfAll, 31, 1) == INT32_MAX);
}

TEST_CASE("no jitter waits as long every time") {
  constexpr Backoff kFixed = {1000, 64'000, 0};
  for (const double random : {0.0, 0.3, 1.0}) CHECK(hxws::backoff_delay(kFixed, 2, random) == 4000);
}

TEST_CASE("jitter by thousandths lies around the wait") {
  constexpr Backoff kQuarter = {1000, 64'000, 250};
  CHECK(hxws::backoff_delay(kQuarter, 0, 0) == 750);
  CHECK(hxws::backoff_delay(kQuarter, 0, 0.5) == 1000);
  CHECK(hxws::backoff_delay(kQuarter, 0, 1) == 1250);
  CHECK(hxws::backoff_delay(kQuarter, 1, 0) == 1500);
  constexpr Backoff kWhole = {1000, 64'000, 1000};
  CHECK(hxws::backoff_delay(kWhole, 0, 0) == 0);
  CHECK(hxws::backoff_delay(kWhole, 9, 1) == 128'000);
}
