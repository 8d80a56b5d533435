#include "connection.hpp"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <random>
#include <vector>

#include "client.hpp"
#include "doctest/doctest.h"

namespace {

using hxws::Connection;
using hxws::ConnectionStep;
using Action = hxws::ConnectionAction;
using Event = hxws::ConnectionEvent;
using State = hxws::ConnectionState;

struct Transition {
  State from;
  Event event;
  std::int32_t value;
  Action action;
  State to;
};

// What an event of the newest attempt does to an attached element's connection.
constexpr Transition kTransitions[] = {
    {State::kIdle, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kIdle, Event::kTimer, 0, Action::kNothing, State::kIdle},
    {State::kIdle, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kIdle, Event::kSend, kNotOpen, Action::kEnqueue, State::kIdle},
    {State::kIdle, Event::kFlush, kNotOpen, Action::kNothing, State::kIdle},
    {State::kIdle, Event::kFlushed, 0, Action::kNothing, State::kIdle},

    {State::kConnecting, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kConnecting, Event::kFailed, 0, Action::kNothing, State::kClosed},
    {State::kConnecting, Event::kOpen, 0, Action::kFlush, State::kOpen},
    {State::kConnecting, Event::kMessage, 0, Action::kAnnounce, State::kConnecting},
    {State::kConnecting, Event::kClose, kAbnormal, Action::kRetry, State::kWaiting},
    {State::kConnecting, Event::kClose, kNormal, Action::kAnnounce, State::kClosed},
    {State::kConnecting, Event::kError, 0, Action::kAnnounce, State::kConnecting},
    {State::kConnecting, Event::kTimer, 0, Action::kNothing, State::kConnecting},
    {State::kConnecting, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kConnecting, Event::kSend, kNotOpen, Action::kEnqueue, State::kConnecting},

    {State::kOpen, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kOpen, Event::kMessage, 0, Action::kAnnounce, State::kOpen},
    {State::kOpen, Event::kClose, kAbnormal, Action::kRetry, State::kWaiting},
    {State::kOpen, Event::kClose, kNormal, Action::kAnnounce, State::kClosed},
    {State::kOpen, Event::kError, 0, Action::kAnnounce, State::kOpen},
    {State::kOpen, Event::kTimer, 0, Action::kNothing, State::kOpen},
    {State::kOpen, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kOpen, Event::kSend, 0, Action::kSend, State::kOpen},
    {State::kOpen, Event::kSend, kNotOpen, Action::kEnqueue, State::kOpen},
    {State::kOpen, Event::kFlush, 0, Action::kNothing, State::kOpen},
    {State::kOpen, Event::kFlushed, 0, Action::kNothing, State::kOpen},

    {State::kWaiting, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kWaiting, Event::kMessage, 0, Action::kAnnounce, State::kWaiting},
    // a page's own socket may come back by itself: the timer then finds nothing to do
    {State::kWaiting, Event::kOpen, 0, Action::kFlush, State::kOpen},
    {State::kWaiting, Event::kClose, kAbnormal, Action::kAnnounce, State::kWaiting},
    {State::kWaiting, Event::kClose, kNormal, Action::kAnnounce, State::kWaiting},
    {State::kWaiting, Event::kError, 0, Action::kAnnounce, State::kWaiting},
    {State::kWaiting, Event::kTimer, 0, Action::kAttempt, State::kConnecting},
    {State::kWaiting, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kWaiting, Event::kSend, kNotOpen, Action::kEnqueue, State::kWaiting},

    {State::kClosed, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kClosed, Event::kFailed, 0, Action::kNothing, State::kClosed},
    {State::kClosed, Event::kMessage, 0, Action::kAnnounce, State::kClosed},
    {State::kClosed, Event::kOpen, 0, Action::kFlush, State::kOpen},
    {State::kClosed, Event::kClose, kNormal, Action::kAnnounce, State::kClosed},
    {State::kClosed, Event::kError, 0, Action::kAnnounce, State::kClosed},
    {State::kClosed, Event::kTimer, 0, Action::kNothing, State::kClosed},
    {State::kClosed, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kClosed, Event::kSend, kNotOpen, Action::kEnqueue, State::kClosed},

    {State::kRemoved, Event::kFailed, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kOpen, 0, Action::kDiscard, State::kRemoved},
    {State::kRemoved, Event::kMessage, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kClose, kAbnormal, Action::kAnnounce, State::kRemoved},
    {State::kRemoved, Event::kClose, kNormal, Action::kAnnounce, State::kRemoved},
    {State::kRemoved, Event::kError, 0, Action::kAnnounce, State::kRemoved},
    {State::kRemoved, Event::kTimer, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kRemoved, Event::kSend, kNotOpen, Action::kEnqueue, State::kRemoved},
    {State::kRemoved, Event::kTick, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kWake, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kHide, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kShow, 0, Action::kNothing, State::kRemoved},
    {State::kRemoved, Event::kStop, 0, Action::kNothing, State::kRemoved},

    {State::kConnecting, Event::kFailed, 1, Action::kRetry, State::kWaiting},
    {State::kWaiting, Event::kFailed, 1, Action::kAnnounce, State::kWaiting},
    {State::kRemoved, Event::kFailed, 1, Action::kNothing, State::kRemoved},
    // where nothing was closed by code, an end that may be retried is, as the reference does
    {State::kClosed, Event::kClose, kAbnormal, Action::kRetry, State::kWaiting},

    {State::kPaused, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kPaused, Event::kFailed, 0, Action::kNothing, State::kPaused},
    {State::kPaused, Event::kFailed, 1, Action::kAnnounce, State::kPaused},
    {State::kPaused, Event::kOpen, 0, Action::kDiscard, State::kPaused},
    {State::kPaused, Event::kMessage, 0, Action::kAnnounce, State::kPaused},
    {State::kPaused, Event::kClose, kAbnormal, Action::kAnnounce, State::kPaused},
    {State::kPaused, Event::kClose, kNormal, Action::kAnnounce, State::kPaused},
    {State::kPaused, Event::kError, 0, Action::kNothing, State::kPaused},
    {State::kPaused, Event::kTimer, 0, Action::kNothing, State::kPaused},
    {State::kPaused, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kPaused, Event::kSend, kNotOpen, Action::kEnqueue, State::kPaused},
    {State::kPaused, Event::kHide, 0, Action::kNothing, State::kPaused},
    {State::kPaused, Event::kShow, 0, Action::kAttempt, State::kConnecting},
    {State::kPaused, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kPaused, Event::kWake, 0, Action::kNothing, State::kPaused},

    {State::kStopped, Event::kConnect, 0, Action::kAttempt, State::kConnecting},
    {State::kStopped, Event::kFailed, 0, Action::kNothing, State::kStopped},
    {State::kStopped, Event::kFailed, 1, Action::kAnnounce, State::kStopped},
    {State::kStopped, Event::kOpen, 0, Action::kDiscard, State::kStopped},
    {State::kStopped, Event::kMessage, 0, Action::kAnnounce, State::kStopped},
    {State::kStopped, Event::kClose, kAbnormal, Action::kAnnounce, State::kStopped},
    {State::kStopped, Event::kClose, kNormal, Action::kAnnounce, State::kStopped},
    {State::kStopped, Event::kError, 0, Action::kNothing, State::kStopped},
    {State::kStopped, Event::kTimer, 0, Action::kNothing, State::kStopped},
    {State::kStopped, Event::kRemove, 0, Action::kShut, State::kRemoved},
    {State::kStopped, Event::kSend, kNotOpen, Action::kEnqueue, State::kStopped},
    {State::kStopped, Event::kHide, 0, Action::kNothing, State::kStopped},
    {State::kStopped, Event::kShow, 0, Action::kNothing, State::kStopped},
    {State::kStopped, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kStopped, Event::kWake, 0, Action::kNothing, State::kStopped},

    {State::kIdle, Event::kHide, 0, Action::kNothing, State::kIdle},
    {State::kClosed, Event::kHide, 0, Action::kNothing, State::kClosed},
    {State::kConnecting, Event::kHide, 0, Action::kShut, State::kPaused},
    {State::kOpen, Event::kHide, 0, Action::kShut, State::kPaused},
    {State::kWaiting, Event::kHide, 0, Action::kShut, State::kPaused},
    {State::kOpen, Event::kShow, 0, Action::kNothing, State::kOpen},
    {State::kIdle, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kConnecting, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kOpen, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kWaiting, Event::kStop, 0, Action::kShut, State::kStopped},
    {State::kWaiting, Event::kWake, 0, Action::kAttempt, State::kConnecting},
    {State::kWaiting, Event::kWake, 1, Action::kSoon, State::kWaiting},
    {State::kOpen, Event::kWake, 0, Action::kNothing, State::kOpen},
    // nobody asked to be told
    {State::kConnecting, Event::kTick, 0, Action::kNothing, State::kConnecting},
    {State::kOpen, Event::kTick, 0, Action::kNothing, State::kOpen},
    {State::kOpen, Event::kSlept, INT32_MAX, Action::kNothing, State::kOpen},
    {State::kOpen, Event::kSent, 1, Action::kNothing, State::kOpen},
    {State::kOpen, Event::kAcked, 1, Action::kNothing, State::kOpen},
};

}  // namespace

TEST_CASE("retry codes") {
  for (std::int32_t code = 0; code <= 5000; ++code) {
    const bool retry = code == 1006 || code == 1011 || code == 1012 || code == 1013;
    if (hxws::Policy().is_retry_code(code) != retry) FAIL_CHECK("close code ", code);
  }
  CHECK_FALSE(hxws::Policy().is_retry_code(-1006));
}

TEST_CASE("connection: every event of the newest attempt in every state") {
  for (const Transition& transition : kTransitions) {
    CAPTURE(static_cast<int>(transition.from));
    CAPTURE(static_cast<int>(transition.event));
    CAPTURE(transition.value);
    Client client;
    bring_to(client, transition.from);
    const std::uint32_t generation = client.generation();
    const ConnectionStep step = client.step(transition.event, transition.value);
    CHECK(step.action == transition.action);
    CHECK(client.state() == transition.to);
    CHECK(step.handle == hxws::Queue::kNoHandle);
    const bool attempts = transition.action == Action::kAttempt;
    CHECK(step.generation == generation + (attempts ? 1 : 0));
    CHECK(step.sleep == -1);
    const bool retries = transition.event == Event::kTimer || transition.event == Event::kWake;
    CHECK(step.retry_count == (retries && attempts ? 1 : 0));
    const bool had_socket = transition.from == State::kConnecting || transition.from == State::kOpen;
    CHECK(step.abandon == (attempts && had_socket));
  }
}

TEST_CASE("connection: an event that is none does nothing") {
  for (const State state : kStates) {
    for (const int number : {-1, 19, 1000}) {
      Client client;
      bring_to(client, state);
      CHECK(client.step(static_cast<Event>(number)).action == Action::kNothing);
      CHECK(client.state() == state);
    }
  }
}

TEST_CASE("connection: what another attempt reports changes nothing, in any state") {
  for (const State state : kStates) {
    CAPTURE(static_cast<int>(state));
    for (const Event event :
         {Event::kFailed, Event::kOpen, Event::kMessage, Event::kClose, Event::kError, Event::kTimer}) {
      CAPTURE(static_cast<int>(event));
      for (const std::int32_t code : {kAbnormal, kNormal}) {
        for (const std::uint32_t other : {7U, UINT32_MAX}) {
          Client client;
          bring_to(client, state);
          const std::uint32_t generation = client.generation();
          const ConnectionStep step = client.step_of(other, event, code);
          CHECK(step.action == (event == Event::kOpen ? Action::kDiscard : Action::kNothing));
          CHECK(client.state() == state);
          CHECK(step.generation == generation);
        }
      }
    }
  }
}

TEST_CASE("connection: a replaced socket's end is announced if it had been open, and nothing more") {
  Client client;
  bring_to(client, State::kOpen);
  const std::uint32_t replaced = client.generation();
  CHECK(client.step(Event::kConnect).abandon);
  CHECK(client.step_of(replaced, Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.state() == State::kConnecting);
  client.step(Event::kOpen);
  CHECK(client.step_of(replaced, Event::kClose, kAbnormal).action == Action::kAnnounce);
  CHECK(client.step_of(replaced, Event::kError).action == Action::kNothing);
  CHECK(client.step_of(replaced, Event::kMessage).action == Action::kNothing);
  CHECK(client.step_of(replaced, Event::kOpen).action == Action::kDiscard);
  CHECK(client.state() == State::kOpen);

  Client other;
  bring_to(other, State::kConnecting);
  other.step(Event::kConnect);
  CHECK(other.step_of(1, Event::kClose, kAbnormal).action == Action::kNothing);
  CHECK(other.state() == State::kConnecting);
}

TEST_CASE("connection: a detached element makes no attempt") {
  for (const State state : kStates) {
    CAPTURE(static_cast<int>(state));
    Client client;
    bring_to(client, state);
    const std::uint32_t generation = client.generation();
    CHECK(client.step(Event::kConnect, 0, kDetached).action == Action::kNothing);
    CHECK(client.state() == state);
    CHECK(client.generation() == generation);
  }
  Client client;
  bring_to(client, State::kOpen);
  CHECK(client.step(Event::kClose, kAbnormal, kDetached).action == Action::kAnnounce);
  CHECK(client.state() == State::kClosed);
}

TEST_CASE("connection: removal during back-off") {
  Client client;
  bring_to(client, State::kWaiting);
  CHECK(client.step(Event::kRemove).action == Action::kShut);
  CHECK(client.step(Event::kTimer).action == Action::kNothing);
  CHECK(client.step(Event::kTimer, 0, kDetached).action == Action::kNothing);
  CHECK(client.state() == State::kRemoved);

  Client unnoticed;
  bring_to(unnoticed, State::kWaiting);
  CHECK(unnoticed.step(Event::kTimer, 0, kDetached).action == Action::kShut);
  CHECK(unnoticed.state() == State::kRemoved);
}

TEST_CASE("connection: no attempt after removal") {
  Client client;
  bring_to(client, State::kRemoved);
  CHECK(client.step(Event::kConnect).action == Action::kNothing);
  CHECK(client.state() == State::kRemoved);
}

TEST_CASE("connection: a timer does not outlive a new attempt") {
  Client client;
  bring_to(client, State::kWaiting);
  const std::uint32_t waited = client.generation();
  client.step(Event::kConnect);
  CHECK(client.step_of(waited, Event::kTimer).action == Action::kNothing);
  client.step(Event::kClose, kAbnormal);
  REQUIRE(client.state() == State::kWaiting);
  CHECK(client.step_of(waited, Event::kTimer).action == Action::kNothing);
  CHECK(client.state() == State::kWaiting);
  CHECK(client.step(Event::kTimer).action == Action::kAttempt);
  CHECK(client.step_of(client.generation() - 1, Event::kTimer).action == Action::kNothing);
}

TEST_CASE("connection: retries are counted by the timer and forgotten when it opens") {
  Client client;
  client.step(Event::kConnect);
  for (std::uint32_t retries = 0; retries < 10; ++retries) {
    CHECK(client.step(Event::kClose, kAbnormal).retry_count == retries);
    CHECK(client.step(Event::kTimer).retry_count == retries + 1);
  }
  // a reconnection by the page neither counts nor forgets
  CHECK(client.step(Event::kConnect).retry_count == 10);
  CHECK(client.step(Event::kOpen).retry_count == 0);
  CHECK(client.step(Event::kClose, kAbnormal).retry_count == 0);
  CHECK(client.step(Event::kTimer).retry_count == 1);
}

TEST_CASE("connection: the queue goes out in order, and what is sent meanwhile joins its end") {
  Client client;
  bring_to(client, State::kOpen);
  client.push(5);
  client.push(6);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  ConnectionStep step = client.flush();
  CHECK(step.action == Action::kSendFront);
  CHECK(step.handle == 5);
  CHECK(client.send(1, kNothingBuffered).action == Action::kEnqueue);
  client.push(7);
  client.queue().pop();
  CHECK(client.flush().handle == 6);
  client.queue().pop();
  CHECK(client.send(1, kNothingBuffered).action == Action::kEnqueue);
  CHECK(client.flush().handle == 7);
  client.queue().pop();
  CHECK(client.flush().action == Action::kNothing);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
}

TEST_CASE("connection: a flush ends when the socket is not open or the page says so") {
  Client client;
  bring_to(client, State::kOpen);
  client.push(5);
  CHECK(client.flush(kNotOpen).action == Action::kNothing);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  CHECK(client.flush().action == Action::kSendFront);
  CHECK(client.flush(kNotOpen).action == Action::kNothing);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  CHECK(client.flush().action == Action::kSendFront);
  CHECK(client.step(Event::kFlushed).action == Action::kNothing);
  CHECK(client.send(1, kNothingBuffered).action == Action::kSend);
  CHECK(client.queue().count() == 1);
}

namespace {

// The world around a connection, kept as a binding and a server would see it, with rules of its own: which sockets
// there are and whether they live, which timers run, what lies in the queue.
class World {
 public:
  explicit World(std::uint32_t seed) : random_(seed) {}
  ~World() { connection_.queue().clear(); }

  // One random event; false ends this connection's life.
  bool advance() {
    switch (choose(11)) {
      case 0:
        return connect();
      case 1:
        return report(Event::kOpen);
      case 2:
        return report(Event::kMessage);
      case 3:
      case 4:
        return report(Event::kClose);
      case 5:
        return report(Event::kError);
      case 6:
        return ring();
      case 7:
        if (choose(10) == 0) attached_ = !attached_;
        return choose(200) != 0 || remove();
      case 8:
        return send();
      case 9:
        return flush();
      default:
        return choose(3) != 0 || fail();
    }
  }

  int attempts() const { return static_cast<int>(sockets_.size()); }

 private:
  enum class Life { kConnecting, kOpen, kOver };
  struct Socket {
    Life life;
    bool was_open_when_replaced;
  };

  std::uint32_t choose(std::uint32_t count) { return static_cast<std::uint32_t>(random_() % count); }
  std::uint32_t newest() const { return static_cast<std::uint32_t>(sockets_.size()); }
  bool is_newest(std::uint32_t number) const { return number == newest(); }
  Socket& socket(std::uint32_t number) { return sockets_[number - 1]; }

  ConnectionStep tell(Event event, std::uint32_t number, std::int32_t value) {
    const State before = connection_.state();
    const ConnectionStep step = connection_.step(event, number, value, attached_, now_ += choose(1000));
    const bool of_socket = event == Event::kOpen || event == Event::kMessage || event == Event::kClose ||
                           event == Event::kError || event == Event::kFailed || event == Event::kTimer;
    if (of_socket && !is_newest(number)) REQUIRE(connection_.state() == before);
    if (step.action == Action::kAttempt) begin_attempt(step);
    REQUIRE(step.sleep == -1);
    REQUIRE(step.generation == newest());
    REQUIRE(step.retry_count == retries_);
    return step;
  }

  void begin_attempt(const ConnectionStep& step) {
    REQUIRE(attached_);
    REQUIRE_FALSE(removed_);
    const bool alive = !sockets_.empty() && sockets_.back().life != Life::kOver;
    REQUIRE(step.abandon == alive);
    if (alive) sockets_.back().was_open_when_replaced = sockets_.back().life == Life::kOpen;
    if (alive && sockets_.back().was_open_when_replaced) last_replaced_open_ = newest();
    sockets_.push_back({Life::kConnecting, false});
  }

  bool connect() {
    const Action expected = attached_ ? Action::kAttempt : Action::kNothing;
    REQUIRE(tell(Event::kConnect, 0, 0).action == expected);
    return true;
  }

  bool fail() {
    if (sockets_.empty() || sockets_.back().life != Life::kConnecting) return true;
    REQUIRE(tell(Event::kFailed, newest(), 0).action == Action::kNothing);
    sockets_.back().life = Life::kOver;
    return true;
  }

  // Something that a socket tells, the newest one or any earlier one.
  bool report(Event event) {
    if (sockets_.empty()) return true;
    const std::uint32_t number = choose(2) == 0 ? newest() : 1 + choose(newest());
    if (event == Event::kOpen) return opened(number);
    if (event == Event::kClose) return closed(number);
    const bool heard = is_newest(number);
    if (heard && socket(number).life == Life::kOver) return true;
    REQUIRE(tell(event, number, 0).action == (heard ? Action::kAnnounce : Action::kNothing));
    return true;
  }

  bool opened(std::uint32_t number) {
    if (!is_newest(number)) {
      REQUIRE(tell(Event::kOpen, number, 0).action == Action::kDiscard);
      return true;
    }
    if (socket(number).life != Life::kConnecting) return true;
    retries_ = 0;
    socket(number).life = Life::kOpen;
    REQUIRE(tell(Event::kOpen, number, 0).action == Action::kFlush);
    REQUIRE(connection_.state() == State::kOpen);
    return true;
  }

  bool closed(std::uint32_t number) {
    constexpr std::int32_t kCodes[] = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 4000};
    const std::int32_t code = kCodes[choose(9)];
    if (!is_newest(number)) {
      const bool heard = number == last_replaced_open_;
      REQUIRE(tell(Event::kClose, number, code).action == (heard ? Action::kAnnounce : Action::kNothing));
      return true;
    }
    if (socket(number).life == Life::kOver) return true;
    socket(number).life = Life::kOver;
    const bool again = attached_ && (code == 1006 || (code >= 1011 && code <= 1013));
    REQUIRE(tell(Event::kClose, number, code).action == (again ? Action::kRetry : Action::kAnnounce));
    if (again) timers_.push_back(number);
    return true;
  }

  // A timer comes to its end, though perhaps a new attempt has been made since.
  bool ring() {
    if (timers_.empty()) return true;
    const std::size_t index = choose(static_cast<std::uint32_t>(timers_.size()));
    const std::uint32_t number = timers_[index];
    timers_.erase(timers_.begin() + static_cast<std::ptrdiff_t>(index));
    if (!is_newest(number)) {
      REQUIRE(tell(Event::kTimer, number, 0).action == Action::kNothing);
      return true;
    }
    if (!attached_) {
      REQUIRE(tell(Event::kTimer, number, 0).action == Action::kShut);
      return after_removal();
    }
    ++retries_;
    REQUIRE(tell(Event::kTimer, number, 0).action == Action::kAttempt);
    return true;
  }

  bool remove() {
    REQUIRE(tell(Event::kRemove, 0, 0).action == Action::kShut);
    return after_removal();
  }

  // Everything that may still come is heard or not, and starts nothing.
  bool after_removal() {
    removed_ = true;
    for (const std::uint32_t number : timers_) REQUIRE(tell(Event::kTimer, number, 0).action == Action::kNothing);
    for (std::uint32_t number = 1; number <= newest(); ++number) {
      REQUIRE(tell(Event::kMessage, number, 0).action == Action::kNothing);
      REQUIRE(tell(Event::kOpen, number, 0).action == Action::kDiscard);
      REQUIRE(tell(Event::kClose, number, kAbnormal).action != Action::kRetry);
      REQUIRE(connection_.state() == State::kRemoved);
    }
    return false;
  }

  bool send() {
    const bool open = choose(2) == 0;
    const Action action = tell(Event::kSend, 1, open ? static_cast<std::int32_t>(choose(3)) : kNotOpen).action;
    REQUIRE(action == (open && !flushing_ ? Action::kSend : Action::kEnqueue));
    if (action == Action::kSend) return true;
    const auto handle = static_cast<std::int32_t>(choose(1000));
    connection_.queue().push({handle, 1, now_});
    waiting_.push_back(handle);
    return true;
  }

  bool flush() {
    if (choose(4) == 0) {
      flushing_ = false;
      REQUIRE(tell(Event::kFlushed, 0, 0).action == Action::kNothing);
      return true;
    }
    const bool open = choose(4) != 0;
    const ConnectionStep step = tell(Event::kFlush, 0, open ? static_cast<std::int32_t>(choose(3)) : kNotOpen);
    flushing_ = open && !waiting_.empty();
    REQUIRE(step.action == (flushing_ ? Action::kSendFront : Action::kNothing));
    if (!flushing_) return true;
    REQUIRE(step.handle == waiting_.front());
    if (choose(2) == 0) return true;
    waiting_.pop_front();
    connection_.queue().pop();
    return true;
  }

  Connection connection_;
  std::mt19937 random_;
  std::vector<Socket> sockets_;
  std::vector<std::uint32_t> timers_;
  std::deque<std::int32_t> waiting_;
  std::uint32_t last_replaced_open_ = 0;
  std::uint32_t retries_ = 0;
  double now_ = 0;
  bool attached_ = true;
  bool removed_ = false;
  bool flushing_ = false;
};

}  // namespace

TEST_CASE("connection: 100,000 random events") {
  constexpr int kEvents = 100'000;
  int events = 0;
  int attempts = 0;
  for (std::uint32_t seed = 1; events < kEvents; ++seed) {
    CAPTURE(seed);
    World world(seed);
    do {
      ++events;
    } while (world.advance() && events < kEvents);
    attempts += world.attempts();
  }
  // the walk reaches what it is to test
  CHECK(attempts > kEvents / 50);
}
