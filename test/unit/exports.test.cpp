// What wasm/exports.cpp adds to a connection: numbers of another width.
#include "../fuzz/exports.hpp"

#include <cstdint>
#include <cstring>
#include <limits>

#include "connection.hpp"
#include "doctest/doctest.h"
#include "fresh_arena.hpp"

namespace {

using Event = hxws::ConnectionEvent;

struct Exported {
  Exported() : number(hxws_connection_create()) { REQUIRE(number >= 0); }
  Exported(const Exported&) = delete;
  Exported& operator=(const Exported&) = delete;
  ~Exported() { hxws_connection_release(number); }

  void set_policy(const hxws::Policy& policy) const {
    std::memcpy(hxws_text(sizeof policy), &policy, sizeof policy);
    REQUIRE(hxws_connection_policy(number, sizeof policy) == 0);
  }
  std::int32_t step(Event event, std::uint32_t subject, std::int32_t value, double now) const {
    return hxws_connection_step(number, static_cast<std::int32_t>(event), subject, value, 1, now);
  }
  // Of the step to a new attempt.
  std::int32_t sleep(double begun, double now) const {
    step(Event::kConnect, 0, 0, begun);
    step(Event::kTick, 0, 0, now);
    return fuzz::output(7);
  }

  const std::int32_t number;
};

}  // namespace

TEST_CASE("exports: a sleep is rounded up, and no longer than a timer can be") {
  const FreshArena fresh;
  const Exported connection;
  CHECK(connection.sleep(0, 0) == -1);
  hxws::Policy policy;
  policy.connect_timeout = 100;
  policy.max_attempts = 0;
  connection.set_policy(policy);
  CHECK(connection.sleep(0, 0.5) == 100);
  CHECK(connection.sleep(0, 99.5) == 1);
  CHECK(connection.sleep(0, -1e9) == 1'000'000'101);
  CHECK(connection.sleep(0, -1e12) == INT32_MAX - 1);
  CHECK(connection.sleep(0, -std::numeric_limits<double>::infinity()) == INT32_MAX - 1);
  CHECK(connection.sleep(0, std::numeric_limits<double>::quiet_NaN()) == 1);
  policy.connect_timeout = INT32_MAX;
  connection.set_policy(policy);
  CHECK(connection.sleep(0, 0) == INT32_MAX - 1);
}

TEST_CASE("exports: an assigned message is as large as one that was pushed") {
  const FreshArena fresh;
  const Exported connection;
  hxws::Policy policy;
  policy.max_bytes = 1000;
  connection.set_policy(policy);
  constexpr auto kRefuse = static_cast<std::int32_t>(hxws::ConnectionAction::kRefuse);
  constexpr auto kEnqueue = static_cast<std::int32_t>(hxws::ConnectionAction::kEnqueue);
  for (const double size : {999.0, 1000.0, 3e9, 4294967295.0}) {
    const double record[] = {1, size, 0};
    std::memcpy(hxws_text(sizeof record), record, sizeof record);
    REQUIRE(hxws_queue_assign(connection.number, 1, 0) == 0);
    CHECK(connection.step(Event::kSend, 1, -1, 0) == (size < 1000 ? kEnqueue : kRefuse));
  }
  for (const double none : {-1.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
    const double record[] = {1, none, 0};
    std::memcpy(hxws_text(sizeof record), record, sizeof record);
    REQUIRE(hxws_queue_assign(connection.number, 1, 1) == 0);
    REQUIRE(hxws_queue_assign(connection.number, 0, 0) == 0);
    CHECK(connection.step(Event::kSend, 1000, -1, 0) == kEnqueue);
  }
}
