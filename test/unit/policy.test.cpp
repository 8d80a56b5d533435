// Each row of a Policy with simulated time: what a page asked for is done, at its time, and the sleep to it is told.
#include "policy.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <vector>

#include "client.hpp"
#include "connection.hpp"
#include "doctest/doctest.h"

namespace {

using hxws::ConnectionStep;
using hxws::Policy;
using Action = hxws::ConnectionAction;
using Event = hxws::ConnectionEvent;
using State = hxws::ConnectionState;

constexpr double kForEver = -1;
constexpr double kDrainTime = 50;

Policy policy_with(const std::function<void(Policy&)>& change) {
  Policy policy;
  change(policy);
  return policy;
}

Policy connect_timeout() {
  return policy_with([](Policy& policy) { policy.connect_timeout = 5000; });
}

Policy heartbeat() {
  return policy_with([](Policy& policy) {
    policy.heartbeat = 20'000;
    policy.heartbeat_timeout = 4000;
  });
}

Policy stale_after(std::int32_t milliseconds) {
  return policy_with([&](Policy& policy) { policy.stale_after = milliseconds; });
}

Policy attempts(std::int32_t most) {
  return policy_with([&](Policy& policy) { policy.max_attempts = most; });
}

Policy min_uptime() {
  return policy_with([](Policy& policy) {
    policy.min_uptime = 3000;
    policy.max_attempts = 2;
  });
}

Policy limits(std::int32_t max_messages, std::int32_t max_bytes, bool drop_oldest = false) {
  return policy_with([&](Policy& policy) {
    policy.max_messages = max_messages;
    policy.max_bytes = max_bytes;
    policy.drop_oldest = drop_oldest ? 1 : 0;
  });
}

Policy max_buffered() {
  return policy_with([](Policy& policy) { policy.max_buffered = 100; });
}

Policy acknowledged() {
  return policy_with([](Policy& policy) { policy.acknowledged = 1; });
}

Policy ack_timeout() {
  return policy_with([](Policy& policy) {
    policy.acknowledged = 1;
    policy.ack_timeout = 2000;
  });
}

// An open connection that has sent these, without an answer.
void send_all(Client& client, std::initializer_list<std::int32_t> handles) {
  for (const std::int32_t handle : handles) {
    REQUIRE(client.send(1, kNothingBuffered).action == Action::kSend);
    client.sent(handle);
  }
}

// As a binding does it: sends again and from the queue until there is no more. What went out, in order.
std::vector<std::int32_t> flush_all(Client& client) {
  std::vector<std::int32_t> handles;
  for (;;) {
    const ConnectionStep step = client.flush();
    if (step.action == Action::kNothing) break;
    REQUIRE((step.action == Action::kSendAgain || step.action == Action::kSendFront));
    handles.push_back(step.handle);
    if (step.action == Action::kSendAgain) continue;
    client.queue().pop();
    client.sent(step.handle);
  }
  client.step(Event::kFlushed);
  return handles;
}

// The socket is lost, and another one opens.
void reconnect(Client& client) {
  client.step(Event::kClose, kAbnormal);
  client.step(Event::kTimer);
  client.step(Event::kOpen);
  REQUIRE(client.state() == State::kOpen);
}

using Handles = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("policy: by default nothing is waited for in any state") {
  for (const State state : kStates) {
    CAPTURE(static_cast<int>(state));
    Client client;
    bring_to(client, state);
    CHECK(client.tick().sleep == kForEver);
    client.pass(1e9);
    CHECK(client.tick().action == Action::kNothing);
    CHECK(client.state() == state);
  }
}

TEST_CASE("policy: an attempt that neither opens nor fails is given up and retried") {
  Client client(connect_timeout());
  CHECK(client.step(Event::kConnect).sleep == 5000);
  client.pass(4999);
  ConnectionStep step = client.tick();
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == 1);
  client.pass(1);
  step = client.tick();
  CHECK(step.action == Action::kRetry);
  CHECK(step.abandon);
  CHECK(step.retry_count == 0);
  CHECK(step.sleep == kForEver);
  CHECK(client.state() == State::kWaiting);
  // its socket's close is told, and starts no second timer
  CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  step = client.step(Event::kTimer);
  CHECK(step.action == Action::kAttempt);
  CHECK_FALSE(step.abandon);
  CHECK(step.retry_count == 1);
  CHECK(step.sleep == 5000);
}

TEST_CASE("policy: the time to connect is that of each attempt, and over when it opens") {
  Client client(connect_timeout());
  client.step(Event::kConnect);
  client.pass(3000);
  CHECK(client.step(Event::kConnect).sleep == 5000);
  client.pass(3000);
  CHECK(client.tick().action == Action::kNothing);
  CHECK(client.step(Event::kOpen).sleep == kForEver);
  client.pass(3000);
  CHECK(client.tick().action == Action::kNothing);
}

TEST_CASE("policy: an attempt is given up for good when there were enough, or nobody retries") {
  Policy policy = connect_timeout();
  policy.max_attempts = 1;
  Client client(policy);
  client.step(Event::kConnect);
  client.pass(5000);
  CHECK(client.tick().action == Action::kRetry);
  client.step(Event::kTimer);
  client.pass(5000);
  const ConnectionStep step = client.tick();
  CHECK(step.action == Action::kGiveUp);
  CHECK(step.abandon);
  CHECK(step.sleep == kForEver);
  CHECK(client.state() == State::kClosed);
  CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kClosed);
  CHECK(client.step(Event::kConnect).action == Action::kAttempt);

  policy.max_attempts = Policy::kUnlimited;
  policy.code_count = 0;
  Client without_codes(policy);
  without_codes.step(Event::kConnect);
  without_codes.pass(5000);
  CHECK(without_codes.tick().action == Action::kGiveUp);

  Client detached(connect_timeout());
  detached.step(Event::kConnect);
  detached.pass(5000);
  CHECK(detached.tick(kDetached).action == Action::kGiveUp);
}

TEST_CASE("policy: max attempts") {
  Client none(attempts(0));
  none.step(Event::kConnect);
  CHECK(none.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(none.state() == State::kClosed);

  Client client(attempts(2));
  client.step(Event::kConnect);
  for (int retry = 0; retry < 2; ++retry) {
    CHECK(client.step(Event::kClose, kAbnormal).action == Action::kRetry);
    client.step(Event::kTimer);
  }
  // an open connection forgets them
  client.step(Event::kOpen);
  for (int retry = 0; retry < 2; ++retry) {
    CHECK(client.step(Event::kClose, kAbnormal).action == Action::kRetry);
    client.step(Event::kTimer);
  }
  CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kClosed);
}

TEST_CASE("policy: an attempt that could not be made may be made again, and counts") {
  Client client(attempts(1));
  client.step(Event::kConnect);
  CHECK(client.step(Event::kFailed, 1).action == Action::kRetry);
  CHECK(client.step(Event::kFailed, 1).action == Action::kAnnounce);
  CHECK(client.state() == State::kWaiting);
  CHECK(client.step(Event::kTimer).retry_count == 1);
  CHECK(client.step(Event::kFailed, 1).action == Action::kAnnounce);
  CHECK(client.state() == State::kClosed);
}

TEST_CASE("policy: retry codes") {
  Policy policy;
  policy.code_count = 2;
  policy.codes[0] = 4000;
  policy.codes[1] = kNormal;
  CHECK(policy.is_retry_code(4000));
  CHECK(policy.is_retry_code(kNormal));
  CHECK_FALSE(policy.is_retry_code(1012));
  Client client(policy);
  bring_to(client, State::kOpen);
  CHECK(client.step(Event::kClose, kNormal).action == Action::kRetry);
  client.step(Event::kTimer);
  CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  // as many as there is room for, whatever their count says
  for (std::int32_t index = 0; index < Policy::kMostCodes; ++index) policy.codes[index] = 4000 + index;
  policy.code_count = INT32_MAX;
  CHECK(policy.is_retry_code(4000 + Policy::kMostCodes - 1));
  CHECK_FALSE(policy.is_retry_code(4000 + Policy::kMostCodes));
  policy.code_count = -1;
  CHECK_FALSE(policy.is_retry_code(4000));
}

TEST_CASE("policy: min uptime: what was open for too short a time does not forget its retries") {
  Client client(min_uptime());
  client.step(Event::kConnect);
  for (int retry = 0; retry < 2; ++retry) {
    client.step(Event::kOpen);
    client.pass(2999);
    CHECK(client.step(Event::kClose, kAbnormal).action == Action::kRetry);
    client.step(Event::kTimer);
  }
  CHECK(client.step(Event::kOpen).retry_count == 2);
  client.pass(2999);
  CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kClosed);
}

TEST_CASE("policy: min uptime: what was open for long enough forgets its retries, whoever ends it") {
  Policy policy = min_uptime();
  policy.heartbeat = 20'000;
  policy.heartbeat_timeout = 4000;
  policy.stale_after = 90'000;
  const std::function<void(Client&)> ends[] = {
      [](Client& client) { client.step(Event::kConnect); },
      [](Client& client) {
        client.step(Event::kHide);
        client.step(Event::kShow);
      },
      [](Client& client) {
        client.step(Event::kStop);
        client.step(Event::kConnect);
      },
      [](Client& client) {
        client.pass(17'000);
        CHECK(client.tick().action == Action::kAsk);
        client.pass(4000);
        CHECK(client.tick().action == Action::kAttempt);
      },
  };
  for (const auto& end : ends) {
    for (const bool long_enough : {true, false}) {
      Client client(policy);
      bring_to(client, State::kWaiting);
      client.step(Event::kTimer);
      client.step(Event::kOpen);
      client.pass(long_enough || &end == &ends[3] ? 3000 : 2999);
      end(client);
      REQUIRE(client.state() == State::kConnecting);
      const bool forgets = long_enough || &end == &ends[3];
      CHECK(client.connection().memory().retry_count == (forgets ? 0 : 1));
    }
  }
  Client client(policy);
  bring_to(client, State::kWaiting);
  client.step(Event::kTimer);
  client.step(Event::kOpen);
  client.pass(3000);
  CHECK(client.step(Event::kClose, kAbnormal).retry_count == 0);
}

TEST_CASE("policy: the server is asked after silence, and any frame answers") {
  Client client(heartbeat());
  client.step(Event::kConnect);
  CHECK(client.step(Event::kOpen).sleep == 20'000);
  client.pass(15'000);
  CHECK(client.step(Event::kMessage).sleep == 20'000);
  client.pass(19'999);
  CHECK(client.tick().action == Action::kNothing);
  client.pass(1);
  ConnectionStep step = client.tick();
  CHECK(step.action == Action::kAsk);
  CHECK(step.sleep == 4000);
  CHECK(client.connection().memory().round_trip == -1);
  client.pass(1500);
  CHECK(client.tick().action == Action::kNothing);
  step = client.step(Event::kMessage);
  CHECK(step.action == Action::kAnnounce);
  CHECK(step.sleep == 20'000);
  CHECK(client.connection().memory().round_trip == 1500);
  // a frame that nobody asked for tells nothing of the way
  client.pass(700);
  client.step(Event::kMessage);
  CHECK(client.connection().memory().round_trip == 1500);
  client.pass(20'000);
  CHECK(client.tick().action == Action::kAsk);
}

TEST_CASE("policy: a round trip that can't be is not told") {
  constexpr double kHour = 3'600'000;
  for (const double time : {-1.0, kHour, std::numeric_limits<double>::infinity()}) {
    Client client(heartbeat());
    bring_to(client, State::kOpen);
    client.pass(20'000);
    client.tick();
    client.pass(time);
    client.step(Event::kMessage);
    CHECK(client.connection().memory().round_trip == -1);
  }
  Client client(heartbeat());
  bring_to(client, State::kOpen);
  client.pass(20'000);
  client.tick();
  client.step(Event::kMessage);
  CHECK(client.connection().memory().round_trip == 0);
}

TEST_CASE("policy: a server that does not answer in time is left, and its socket's end is told") {
  Client client(heartbeat());
  bring_to(client, State::kOpen);
  client.pass(20'000);
  CHECK(client.tick().action == Action::kAsk);
  client.pass(3999);
  CHECK(client.tick().sleep == 1);
  client.pass(1);
  const std::uint32_t left = client.generation();
  const ConnectionStep step = client.tick();
  CHECK(step.action == Action::kAttempt);
  CHECK(step.abandon);
  CHECK(step.retry_count == 0);
  CHECK(client.step_of(left, Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kConnecting);
  // the next socket is asked anew
  CHECK(client.step(Event::kOpen).sleep == 20'000);
}

TEST_CASE("policy: a tick that comes late asks once more and only then leaves the server") {
  Client client(heartbeat());
  bring_to(client, State::kOpen);
  client.pass(20'000);
  client.tick();
  client.pass(8001);
  ConnectionStep step = client.tick();
  CHECK(step.action == Action::kAsk);
  CHECK(step.sleep == 4000);
  client.pass(60'000);
  CHECK(client.tick().action == Action::kAttempt);

  Client in_time(heartbeat());
  bring_to(in_time, State::kOpen);
  in_time.pass(20'000);
  in_time.tick();
  in_time.pass(8000);
  CHECK(in_time.tick().action == Action::kAttempt);

  Client answered(heartbeat());
  bring_to(answered, State::kOpen);
  answered.pass(20'000);
  answered.tick();
  answered.pass(60'000);
  answered.tick();
  CHECK(answered.step(Event::kMessage).sleep == 20'000);
  answered.pass(20'000);
  answered.tick();
  // one that was answered is not counted
  answered.pass(60'000);
  CHECK(answered.tick().action == Action::kAsk);
}

TEST_CASE("policy: without its element an unanswered heartbeat makes no attempt") {
  Client client(heartbeat());
  bring_to(client, State::kOpen);
  client.pass(20'000);
  client.tick(kDetached);
  client.pass(4000);
  CHECK(client.tick(kDetached).action == Action::kShut);
  CHECK(client.state() == State::kRemoved);
}

TEST_CASE("policy: the page is back: what waits tries again, at once or soon where many do") {
  Client client;
  bring_to(client, State::kWaiting);
  CHECK(client.step(Event::kWake, 1).action == Action::kSoon);
  CHECK(client.step(Event::kWake, 0, kDetached).action == Action::kNothing);
  CHECK(client.state() == State::kWaiting);
  const std::uint32_t waited = client.generation();
  const ConnectionStep step = client.step(Event::kWake);
  CHECK(step.action == Action::kAttempt);
  CHECK_FALSE(step.abandon);
  CHECK(step.retry_count == 1);
  CHECK(client.step_of(waited, Event::kTimer).action == Action::kNothing);
  for (const State state : kStates) {
    if (state == State::kWaiting) continue;
    Client other;
    bring_to(other, state);
    CHECK(other.step(Event::kWake).action == Action::kNothing);
    CHECK(other.step(Event::kWake, 1).action == Action::kNothing);
  }
}

TEST_CASE("policy: a page that slept for a short time, or does not care, goes on") {
  for (const State state : kStates) {
    for (const std::int32_t most : {0, 30'000}) {
      Client client(stale_after(most));
      bring_to(client, state);
      CHECK(client.step(Event::kSlept, 29'999).action == Action::kNothing);
      CHECK(client.state() == state);
    }
  }
}

TEST_CASE("policy: a page that slept for long connects anew where it was connected or about to") {
  for (const bool beats : {false, true}) {
    for (const State state : kStates) {
      CAPTURE(static_cast<int>(state));
      Policy policy = beats ? heartbeat() : Policy();
      policy.stale_after = 30'000;
      Client client(policy);
      bring_to(client, state);
      const std::uint32_t before = client.generation();
      const ConnectionStep detached = client.step(Event::kSlept, 30'000, kDetached);
      CHECK(detached.action == Action::kNothing);
      CHECK(client.state() == state);
      const ConnectionStep step = client.step(Event::kSlept, 30'000);
      const bool attempts =
          state == State::kConnecting || state == State::kWaiting || (state == State::kOpen && !beats);
      const Action other = state == State::kOpen ? Action::kAsk : Action::kNothing;
      CHECK(step.action == (attempts ? Action::kAttempt : other));
      CHECK(step.generation == before + (attempts ? 1 : 0));
      CHECK(step.abandon == (attempts && state != State::kWaiting));
      CHECK(step.retry_count == (state == State::kWaiting ? 1 : 0));
      CHECK(client.state() == (attempts ? State::kConnecting : state));
    }
  }
}

TEST_CASE("policy: a page that sleeps again and again leaves a server that never answers") {
  Policy policy = heartbeat();
  policy.stale_after = 30'000;
  Client client(policy);
  bring_to(client, State::kOpen);
  client.pass(60'000);
  CHECK(client.step(Event::kSlept, 60'000).action == Action::kAsk);
  client.pass(60'000);
  CHECK(client.step(Event::kSlept, 60'000).action == Action::kAsk);
  client.pass(3999);
  CHECK(client.step(Event::kSlept, 60'000).action == Action::kNothing);
  client.pass(1);
  CHECK(client.step(Event::kSlept, 60'000).action == Action::kAttempt);
}

TEST_CASE("policy: hidden and shown, a connection is closed and comes back") {
  Client client;
  bring_to(client, State::kOpen);
  const std::uint32_t hidden = client.generation();
  CHECK(client.step(Event::kHide).action == Action::kShut);
  CHECK(client.step(Event::kShow, 0, kDetached).action == Action::kNothing);
  CHECK(client.state() == State::kPaused);
  const ConnectionStep step = client.step(Event::kShow);
  CHECK(step.action == Action::kAttempt);
  CHECK_FALSE(step.abandon);
  CHECK(step.retry_count == 0);
  // the socket of before may still be closing: it had been open
  CHECK(client.step_of(hidden, Event::kClose, kNormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kConnecting);
  for (const State state : kStates) {
    if (state == State::kPaused) continue;
    Client other;
    bring_to(other, state);
    CHECK(other.step(Event::kShow).action == Action::kNothing);
    CHECK(other.state() == state);
  }
}

TEST_CASE("policy: hidden while it waits for a retry, a connection comes back without the timer") {
  Client client;
  bring_to(client, State::kWaiting);
  const std::uint32_t waited = client.generation();
  CHECK(client.step(Event::kHide).action == Action::kShut);
  CHECK(client.step(Event::kTimer).action == Action::kNothing);
  CHECK(client.step(Event::kShow).action == Action::kAttempt);
  CHECK(client.step_of(waited, Event::kTimer).action == Action::kNothing);
}

TEST_CASE("policy: what the page stopped stays so until it connects again") {
  for (const State state : kStates) {
    if (state == State::kRemoved) continue;
    CAPTURE(static_cast<int>(state));
    Policy policy = heartbeat();
    policy.connect_timeout = 5000;
    policy.stale_after = 1;
    Client client(policy);
    bring_to(client, state);
    const bool was_open = state == State::kOpen;
    const std::uint32_t stopped = client.generation();
    ConnectionStep step = client.step(Event::kStop);
    CHECK(step.action == Action::kShut);
    CHECK(step.sleep == kForEver);
    client.pass(1e6);
    for (const Event event : {Event::kTick, Event::kWake, Event::kSlept, Event::kHide, Event::kShow, Event::kTimer}) {
      CHECK(client.step(event, 100).action == Action::kNothing);
    }
    CHECK(client.step(Event::kClose, kAbnormal).action == Action::kAnnounce);
    CHECK(client.step(Event::kFailed, 1).action == Action::kAnnounce);
    CHECK(client.step(Event::kOpen).action == Action::kDiscard);
    CHECK(client.state() == State::kStopped);
    step = client.step(Event::kConnect);
    CHECK(step.action == Action::kAttempt);
    CHECK_FALSE(step.abandon);
    if (state == State::kIdle) continue;
    CHECK(client.step_of(stopped, Event::kClose, kNormal).action == (was_open ? Action::kAnnounce : Action::kNothing));
  }
}

TEST_CASE("policy: an error of a socket that was closed by this side is not told") {
  for (const State state : kStates) {
    CAPTURE(static_cast<int>(state));
    Client client;
    bring_to(client, state);
    const bool meant = state == State::kPaused || state == State::kStopped;
    CHECK(client.step(Event::kError).action == (meant ? Action::kNothing : Action::kAnnounce));
    CHECK(client.state() == state);
  }
}

TEST_CASE("policy: a full queue refuses the newest message") {
  Client client(limits(2, 0));
  bring_to(client, State::kConnecting);
  for (std::int32_t handle = 1; handle <= 2; ++handle) {
    CHECK(client.send(1000, kNotOpen).action == Action::kEnqueue);
    client.push(handle);
  }
  const ConnectionStep step = client.send(1, kNotOpen);
  CHECK(step.action == Action::kRefuse);
  CHECK(step.handle == hxws::Queue::kNoHandle);
  // what goes out at once needs no room
  client.step(Event::kOpen);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  client.queue().pop();
  CHECK(client.send(1, kNotOpen).action == Action::kEnqueue);
}

TEST_CASE("policy: a full queue gives up its oldest message") {
  Client client(limits(2, 0, true));
  bring_to(client, State::kConnecting);
  client.push(1);
  client.push(2);
  const ConnectionStep step = client.send(1, kNotOpen);
  CHECK(step.action == Action::kDropFront);
  CHECK(step.handle == 1);
  client.queue().pop();
  CHECK(client.send(1, kNotOpen).action == Action::kEnqueue);
}

TEST_CASE("policy: a queue is limited by the sum of its bytes") {
  for (const bool drop_oldest : {false, true}) {
    Client client(limits(0, 100, drop_oldest));
    bring_to(client, State::kConnecting);
    CHECK(client.send(100, kNotOpen).action == Action::kEnqueue);
    // what never fits drops nothing
    CHECK(client.send(101, kNotOpen).action == Action::kRefuse);
    client.push(1, 60);
    CHECK(client.send(40, kNotOpen).action == Action::kEnqueue);
    CHECK(client.send(41, kNotOpen).action == (drop_oldest ? Action::kDropFront : Action::kRefuse));
    CHECK(client.send(101, kNotOpen).action == Action::kRefuse);
    CHECK(client.send(UINT32_MAX, kNotOpen).action == Action::kRefuse);
  }
}

TEST_CASE("policy: as many of the oldest messages go as one needs") {
  Client client(limits(0, 100, true));
  bring_to(client, State::kConnecting);
  for (const std::int32_t handle : {1, 2, 3}) client.push(handle, 30);
  for (const std::int32_t handle : {1, 2}) {
    const ConnectionStep step = client.send(70, kNotOpen);
    CHECK(step.action == Action::kDropFront);
    CHECK(step.handle == handle);
    client.queue().pop();
  }
  CHECK(client.send(70, kNotOpen).action == Action::kEnqueue);
}

TEST_CASE("policy: no limit is none") {
  Client client(limits(0, 0));
  bring_to(client, State::kConnecting);
  for (std::int32_t handle = 0; handle < 100; ++handle) client.push(handle, UINT32_MAX);
  CHECK(client.send(UINT32_MAX, kNotOpen).action == Action::kEnqueue);
}

TEST_CASE("policy: what waited for too long is dropped when it would be sent") {
  Client client(policy_with([](Policy& policy) { policy.time_to_live = 1000; }));
  bring_to(client, State::kConnecting);
  client.push(1);
  client.pass(1);
  client.push(2);
  client.pass(1000);
  client.step(Event::kOpen);
  ConnectionStep step = client.flush();
  CHECK(step.action == Action::kDropFront);
  CHECK(step.handle == 1);
  // meanwhile the queue is being sent
  CHECK(client.send(1, kNothingBuffered).action == Action::kEnqueue);
  client.queue().pop();
  step = client.flush();
  CHECK(step.action == Action::kSendFront);
  CHECK(step.handle == 2);
}

TEST_CASE("policy: while the socket buffers too much, messages wait and keep their order") {
  Client client(max_buffered());
  bring_to(client, State::kOpen);
  CHECK(client.send(1, 100).action == Action::kSend);
  ConnectionStep step = client.send(1, 101);
  CHECK(step.action == Action::kEnqueue);
  CHECK(step.sleep == kDrainTime);
  client.push(1);
  client.pass(20);
  // there is room, but this is not its turn
  step = client.send(1, kNothingBuffered);
  CHECK(step.action == Action::kEnqueue);
  CHECK(step.sleep == kDrainTime - 20);
  client.push(2);
  CHECK(client.tick().action == Action::kNothing);
  client.pass(kDrainTime - 20);
  step = client.tick();
  CHECK(step.action == Action::kFlush);
  step = client.flush(101);
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == kDrainTime);
  client.pass(kDrainTime);
  CHECK(client.tick().action == Action::kFlush);
  CHECK(flush_all(client) == Handles{1, 2});
  CHECK(client.step(Event::kFlushed).sleep == kForEver);
  CHECK(client.send(1, 100).action == Action::kSend);
}

TEST_CASE("policy: a flush stops where the socket buffers too much, and goes on later") {
  Client client(max_buffered());
  bring_to(client, State::kConnecting);
  client.push(1);
  client.push(2);
  client.step(Event::kOpen);
  CHECK(client.flush(0).handle == 1);
  client.queue().pop();
  const ConnectionStep step = client.flush(101);
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == kDrainTime);
  CHECK(client.step(Event::kFlushed).sleep == kDrainTime);
  client.pass(kDrainTime);
  CHECK(client.tick().action == Action::kFlush);
  CHECK(flush_all(client) == Handles{2});
}

TEST_CASE("policy: nobody waits for a socket to drain that is closing, or was replaced") {
  Client client(max_buffered());
  bring_to(client, State::kOpen);
  CHECK(client.send(1, 101).sleep == kDrainTime);
  client.push(1);
  client.pass(kDrainTime);
  CHECK(client.tick().action == Action::kFlush);
  CHECK(client.flush(kNotOpen).sleep == kForEver);

  CHECK(client.step(Event::kFlushed).sleep == kForEver);
  CHECK(client.send(1, kNothingBuffered).sleep == kDrainTime);
  CHECK(client.step(Event::kConnect).sleep == kForEver);
  CHECK(client.step(Event::kOpen).sleep == kForEver);
  CHECK(flush_all(client) == Handles{1});
}

TEST_CASE("policy: a message that is refused behind others lets them be sent nevertheless") {
  Policy policy = max_buffered();
  policy.max_messages = 1;
  Client client(policy);
  bring_to(client, State::kConnecting);
  client.push(1);
  client.step(Event::kOpen);
  // the page has broken the flush off
  client.flush();
  CHECK(client.step(Event::kFlushed).sleep == kForEver);
  const ConnectionStep step = client.send(1, kNothingBuffered);
  CHECK(step.action == Action::kRefuse);
  CHECK(step.sleep == kDrainTime);
}

TEST_CASE("policy: without a limit to what a socket buffers nothing waits for it") {
  Client client;
  bring_to(client, State::kOpen);
  client.push(1);
  const ConnectionStep step = client.send(1, INT32_MAX);
  CHECK(step.action == Action::kSend);
  CHECK(step.sleep == kForEver);
}

TEST_CASE("policy: sent messages wait for their acknowledgements, which come in any order") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1, 2, 3});
  CHECK(client.unacknowledged().count() == 3);
  CHECK(client.unacknowledged().front()->since == client.now());
  for (const std::int32_t handle : {2, 3, 1})
    CHECK(client.step_of(0, Event::kAcked, handle).action == Action::kAnnounce);
  CHECK(client.step_of(0, Event::kAcked, 1).action == Action::kNothing);
  CHECK(client.unacknowledged().count() == 0);
  reconnect(client);
  CHECK(flush_all(client).empty());
}

TEST_CASE("policy: what was not acknowledged is sent again in order and before anything newer") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1, 2, 3, 4});
  client.step(Event::kAcked, 2);
  client.step(Event::kClose, kAbnormal);
  CHECK(client.send(1, kNotOpen).action == Action::kEnqueue);
  client.push(5);
  client.step(Event::kTimer);
  client.step(Event::kOpen);
  // not before those that were sent
  ConnectionStep step = client.send(1, kNothingBuffered);
  CHECK(step.action == Action::kEnqueue);
  client.push(6);
  CHECK(flush_all(client) == Handles{1, 3, 4, 5, 6});
  CHECK(client.unacknowledged().count() == 5);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  client.sent(7);
  reconnect(client);
  CHECK(flush_all(client) == Handles{1, 3, 4, 5, 6, 7});
}

TEST_CASE("policy: what is sent before the first flush of a socket is not sent again on it") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1, 2});
  CHECK(flush_all(client).empty());
  reconnect(client);
  CHECK(flush_all(client) == Handles{1, 2});
}

TEST_CASE("policy: sending again is interrupted like sending, and begins anew on the next socket") {
  Policy policy = acknowledged();
  policy.max_buffered = 100;
  Client client(policy);
  bring_to(client, State::kOpen);
  send_all(client, {1, 2, 3});
  reconnect(client);
  ConnectionStep step = client.flush();
  CHECK(step.action == Action::kSendAgain);
  CHECK(step.handle == 1);
  step = client.flush(101);
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == kDrainTime);
  // the first must not overtake those that are left
  CHECK(client.send(1, kNothingBuffered).action == Action::kEnqueue);
  client.push(4);
  client.step(Event::kAcked, 2);
  client.pass(kDrainTime);
  CHECK(client.tick().action == Action::kFlush);
  CHECK(client.flush().handle == 3);
  reconnect(client);
  CHECK(flush_all(client) == Handles{1, 3, 4});
}

TEST_CASE("policy: when all were sent again, what is new goes out at once") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1, 2});
  reconnect(client);
  CHECK(client.flush().handle == 1);
  CHECK(client.flush().handle == 2);
  client.step(Event::kFlushed);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
}

TEST_CASE("policy: what waits behind messages sent again goes out by itself") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1});
  reconnect(client);
  const ConnectionStep step = client.send(1, kNothingBuffered);
  CHECK(step.action == Action::kEnqueue);
  CHECK(step.sleep == kDrainTime);
}

TEST_CASE("policy: what was sent and not acknowledged counts against the limits") {
  for (const bool drop_oldest : {false, true}) {
    Policy policy = limits(2, 100, drop_oldest);
    policy.acknowledged = 1;
    Client client(policy);
    bring_to(client, State::kOpen);
    send_all(client, {1, 2});
    // what was sent can't be dropped
    CHECK(client.send(1, kNothingBuffered).action == Action::kRefuse);
    CHECK(client.send(1, kNotOpen).action == Action::kRefuse);
    client.step(Event::kAcked, 1);
    CHECK(client.send(99, kNothingBuffered).action == Action::kSend);
    CHECK(client.send(100, kNothingBuffered).action == Action::kRefuse);
    client.push(3, 49);
    CHECK(client.send(50, kNotOpen).action == (drop_oldest ? Action::kDropFront : Action::kRefuse));
    // with all that waits gone it would not fit either: nothing is dropped for it
    CHECK(client.send(100, kNotOpen).action == Action::kRefuse);
  }
}

TEST_CASE("policy: without acknowledgements nothing waits for one") {
  Client client;
  bring_to(client, State::kOpen);
  client.sent(1);
  CHECK(client.unacknowledged().count() == 0);
  CHECK(client.step(Event::kAcked, 1).action == Action::kNothing);
}

TEST_CASE("policy: a missing acknowledgement is told once a message") {
  Client client(ack_timeout());
  bring_to(client, State::kOpen);
  send_all(client, {1});
  client.pass(500);
  send_all(client, {2, 3});
  client.pass(1499);
  ConnectionStep step = client.tick();
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == 1);
  client.pass(1);
  step = client.tick();
  CHECK(step.action == Action::kAnnounce);
  CHECK(step.handle == 1);
  CHECK(step.sleep == 500);
  CHECK(client.step(Event::kAcked, 2).sleep == 500);
  client.pass(500);
  CHECK(client.tick().handle == 3);
  CHECK(client.tick().action == Action::kNothing);
  // nor when they were sent again
  reconnect(client);
  CHECK(flush_all(client) == Handles{1, 3});
  client.pass(1e6);
  step = client.tick();
  CHECK(step.action == Action::kNothing);
  CHECK(step.sleep == kForEver);
}

TEST_CASE("policy: what is to be done first has the shortest sleep") {
  Policy policy = heartbeat();
  policy.acknowledged = 1;
  policy.ack_timeout = 30'000;
  policy.max_buffered = 100;
  Client client(policy);
  client.step(Event::kConnect);
  CHECK(client.step(Event::kOpen).sleep == 20'000);
  send_all(client, {1});
  CHECK(client.send(1, 101).sleep == kDrainTime);
  client.push(2);
  client.pass(25'000);
  // all that is due is done, one after the other
  CHECK(client.tick().action == Action::kFlush);
  CHECK(client.flush(101).sleep == 0);
  ConnectionStep step = client.tick();
  CHECK(step.action == Action::kAsk);
  CHECK(step.sleep == kDrainTime);
  CHECK(client.flush(kNotOpen).sleep == 4000);
  client.step(Event::kMessage);
  CHECK(client.tick().sleep == 5000);
  client.pass(5000);
  CHECK(client.tick().handle == 1);
}

TEST_CASE("policy: removal empties the queues") {
  Client client(acknowledged());
  bring_to(client, State::kOpen);
  send_all(client, {1, 2});
  client.push(3);
  CHECK(client.step(Event::kRemove).sleep == kForEver);
  CHECK(client.queue().count() == 0);
  CHECK(client.unacknowledged().count() == 0);

  Client unnoticed(acknowledged());
  bring_to(unnoticed, State::kWaiting);
  unnoticed.push(3);
  CHECK(unnoticed.step(Event::kTimer, 0, kDetached).action == Action::kShut);
  CHECK(unnoticed.queue().count() == 0);
}

TEST_CASE("policy: another connection goes on where one stood") {
  Policy policy = ack_timeout();
  policy.max_attempts = 3;
  policy.heartbeat = 20'000;
  policy.heartbeat_timeout = 4000;
  Client lost(policy);
  bring_to(lost, State::kOpen);
  send_all(lost, {1, 2});
  lost.pass(2000);
  CHECK(lost.tick().handle == 1);

  Client client;
  client.connection().set_policy(lost.connection().policy());
  client.connection().restore(lost.connection().memory());
  for (const std::int32_t handle : {1, 2}) {
    REQUIRE(client.unacknowledged().push({handle, 1, client.now()}) == hxws::Error::kNone);
  }
  client.pass(2000);
  CHECK(client.state() == State::kOpen);
  CHECK(client.tick().handle == 2);
  client.pass(18'000);
  CHECK(client.tick().action == Action::kAsk);
  CHECK(client.step_of(1, Event::kClose, kAbnormal).action == Action::kRetry);
}

TEST_CASE("policy: whatever the clock says, a sleep is not negative") {
  for (const double now : {-1e300, 1e300, std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    Policy policy = heartbeat();
    policy.connect_timeout = 5000;
    policy.max_buffered = 100;
    Client client(policy);
    client.step(Event::kConnect);
    client.pass(now);
    const double sleep = client.tick().sleep;
    CHECK((sleep == kForEver || sleep >= 0));
  }
}
