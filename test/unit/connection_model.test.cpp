// The state machine beside a model of it, in a simulated world: a page, a clock, sockets that obey WebSocket's rules
// and a server that may be lost at any moment, under random policies.
//
// HXWS_EVENTS in the environment says how many events there are.
#include "connection_model.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "backoff.hpp"
#include "connection.hpp"
#include "doctest/doctest.h"

namespace {

using hxws::Connection;
using hxws::ConnectionStep;
using hxws::Policy;
using Action = hxws::ConnectionAction;
using Event = hxws::ConnectionEvent;
using State = hxws::ConnectionState;

constexpr double kNever = -1;

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(engine_() % count); }
  bool once_in(std::uint32_t count) { return below(count) == 0; }
  std::int32_t between(std::int32_t least, std::int32_t most) {
    return least + static_cast<std::int32_t>(below(static_cast<std::uint32_t>(most - least) + 1));
  }
  // Off as often as not.
  std::int32_t some(std::int32_t least, std::int32_t most) { return once_in(2) ? 0 : between(least, most); }

 private:
  std::mt19937 engine_;
};

Policy random_policy(Random& random) {
  Policy policy;
  if (random.once_in(10)) return policy;
  policy.backoff.first = random.between(1, 3000);
  policy.backoff.longest = random.between(1, 20'000);
  policy.backoff.jitter = random.between(-1, 1000);
  policy.max_attempts = random.once_in(2) ? Policy::kUnlimited : random.between(0, 4);
  policy.min_uptime = random.some(1, 5000);
  policy.connect_timeout = random.some(1, 5000);
  policy.stale_after = random.some(1, 60'000);
  policy.heartbeat = random.some(1, 10'000);
  policy.heartbeat_timeout = random.between(1, 5000);
  policy.acknowledged = random.between(0, 1);
  policy.ack_timeout = policy.acknowledged == 0 ? 0 : random.some(1, 5000);
  policy.max_messages = random.some(1, 10);
  policy.max_bytes = random.some(1, 1000);
  policy.time_to_live = random.some(1, 5000);
  policy.drop_oldest = random.between(0, 1);
  policy.max_buffered = random.some(1, 500);
  policy.code_count = random.between(0, 4);
  if (random.once_in(4)) policy.codes[0] = 4000;
  return policy;
}

// A page with one connection, and a server.
class World {
 public:
  explicit World(std::uint32_t seed)
      : seed_(seed), random_(seed), policy_(random_policy(random_)), model_(policy_), timer_at_(kNever) {
    connection_.set_policy(policy_);
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World() {
    connection_.queue().clear();
    connection_.unacknowledged().clear();
  }

  // Lives on until its element leaves the page, or for so many events.
  void live(std::uint64_t most_events) {
    while (events_ < most_events && !removed_) advance();
    if (!removed_) settle();
    for (std::uint32_t number = 1; number <= newest(); ++number) let_end(number);
    require(!removed_ || timer_at_ == kNever, "no timer outlives its element");
  }

  std::uint64_t events() const { return events_; }
  std::uint32_t newest() const { return static_cast<std::uint32_t>(sockets_.size()); }
  const std::map<Action, std::uint64_t>& actions() const { return actions_; }

 private:
  enum class Life { kConnecting, kOpen, kClosing, kClosed };

  struct Socket {
    Life life = Life::kConnecting;
    bool opened = false;
    bool closed_by_page = false;  // and the connection does not know yet
    bool dead = false;            // nobody at the other end, and nobody tells
    double dead_since = 0;
    std::int32_t buffered = 0;
    std::deque<std::int32_t> on_their_way;       // handles, to the server
    std::vector<std::int32_t> acknowledgements;  // to the page
    std::set<std::int32_t> sent;
  };

  void require(bool holds, const char* what) const {
    if (!holds) FAIL(std::string(what), ": seed ", seed_, ", event ", events_, ", at ", now_);
  }

  Socket& socket(std::uint32_t number) { return sockets_[number - 1]; }
  static bool lives(const Socket& socket) { return socket.life == Life::kConnecting || socket.life == Life::kOpen; }
  // As far as the connection was told.
  static bool seems_alive(const Socket& socket) {
    return lives(socket) || (socket.life == Life::kClosing && socket.closed_by_page);
  }
  bool has_open_socket() const { return !sockets_.empty() && sockets_.back().life == Life::kOpen; }
  std::int32_t buffered() const { return has_open_socket() ? sockets_.back().buffered : -1; }

  // ---- the machine and the model

  ConnectionStep tell(Event event, std::uint32_t subject = 0, std::int32_t value = 0) {
    ++events_;
    const ConnectionStep step = connection_.step(event, subject, value, attached_, now_);
    const ConnectionModel::Answer expected = model_.step(event, subject, value, attached_, now_);
    ++actions_[step.action];
    require(step.action == expected.action, "the action is the model's");
    require(step.abandon == expected.abandon, "so is what is let go");
    require(step.handle == expected.handle, "so is the message");
    require(step.generation == model_.generation, "so is the attempt");
    require(step.retry_count == model_.retries, "so are the retries");
    require(connection_.state() == model_.state, "so is the state");
    require(step.sleep == model_.sleep(), "so is the sleep");
    if (step.action == Action::kAttempt) {
      attempted_at_ = now_;
      late_ = 0;
    }
    given_up_outside_ =
        step.action == Action::kGiveUp ? !attached_ : given_up_outside_ && model_.state == State::kClosed;
    check_queues();
    check_life();
    tick_at_ = step.sleep < 0 ? kNever : now_ + step.sleep;
    return step;
  }

  void check_queues() {
    require(connection_.queue().count() == model_.waiting.size(), "as many messages wait");
    require(connection_.unacknowledged().count() == model_.sent.size(), "as many are not acknowledged");
    require(model_.is_within_limits(), "no limit is exceeded");
    require(!removed_ || (model_.waiting.empty() && model_.sent.empty()), "an element that is gone has no messages");
  }

  void check_life() {
    const State state = connection_.state();
    const double late = late_;
    if (state == State::kConnecting && policy_.connect_timeout > 0) {
      require(now_ <= attempted_at_ + policy_.connect_timeout + late, "no attempt lasts for ever");
    }
    if (state != State::kOpen || policy_.heartbeat == 0 || !has_open_socket() || !sockets_.back().dead) return;
    const double patience = policy_.heartbeat + 2.0 * policy_.heartbeat_timeout;
    require(now_ <= sockets_.back().dead_since + patience + late, "no dead socket is kept for ever");
  }

  // ---- what a binding does

  void act(const ConnectionStep& step) {
    if (step.abandon && step.action != Action::kAttempt) close_newest();
    switch (step.action) {
      case Action::kAttempt:
        return begin_attempt(step);
      case Action::kFlush:
        return flush();
      case Action::kRetry:
        require(attached_ && !removed_, "an element in the page is connected again");
        require(timer_at_ == kNever, "there is one timer");
        // whole milliseconds, so that sums and differences of times are exact
        timer_at_ =
            now_ + std::floor(hxws::backoff_delay(policy_.backoff, step.retry_count, random_.below(100) / 100.0));
        timer_of_ = step.generation;
        return;
      case Action::kShut:
        timer_at_ = kNever;
        return close_newest();
      case Action::kAsk:
        require(has_open_socket() || sockets_.back().closed_by_page, "an open socket is asked");
        return;
      case Action::kSoon:
        require(timer_at_ != kNever, "a timer that runs can ring soon");
        timer_at_ = std::min(timer_at_, now_ + random_.below(1000));
        return;
      default:
        return;
    }
  }

  void begin_attempt(const ConnectionStep& step) {
    require(attached_ && !removed_, "an element in the page is connected");
    require(step.abandon == (!sockets_.empty() && seems_alive(sockets_.back())), "a living socket is let go");
    timer_at_ = kNever;
    close_newest();
    for (const Socket& other : sockets_) require(!lives(other), "there is one living socket");
    sockets_.emplace_back();
    require(step.generation == newest(), "each attempt has its number");
    if (settling_ || !random_.once_in(15)) return;
    sockets_.back().life = Life::kClosed;
    // what makes the socket is the page's, and may stop the connection or hide
    if (random_.once_in(3)) act(tell(random_.once_in(2) ? Event::kStop : Event::kHide));
    act(tell(Event::kFailed, newest(), random_.between(0, 1)));
  }

  void close_newest() {
    if (sockets_.empty()) return;
    sockets_.back().closed_by_page = false;
    if (lives(sockets_.back())) sockets_.back().life = Life::kClosing;
  }

  void send() {
    const auto size = static_cast<std::uint32_t>(random_.once_in(20) ? random_.below(2000) : random_.below(100));
    for (;;) {
      const ConnectionStep step = tell(Event::kSend, size, buffered());
      if (step.action == Action::kRefuse) return;
      if (step.action == Action::kDropFront) {
        drop();
        continue;
      }
      const std::int32_t handle = next_handle_++;
      sizes_[handle] = size;
      if (!removed_) accepted_.insert(handle);
      if (step.action == Action::kSend) return transmit(handle, true);
      if (removed_) return;
      require(connection_.queue().push({handle, size, now_}) == hxws::Error::kNone, "there is memory");
      model_.waiting.push_back({handle, size, now_});
      return check_queues();
    }
  }

  void drop() {
    accepted_.erase(model_.waiting.front().handle);
    pop();
  }

  void pop() {
    require(connection_.queue().front()->handle == model_.waiting.front().handle, "the oldest goes first");
    connection_.queue().pop();
    model_.waiting.pop_front();
  }

  void transmit(std::int32_t handle, bool first_time) {
    require(has_open_socket(), "an open socket sends");
    Socket& newest_socket = sockets_.back();
    require(newest_socket.sent.insert(handle).second, "nothing is sent twice on one socket");
    newest_socket.on_their_way.push_back(handle);
    newest_socket.buffered += static_cast<std::int32_t>(sizes_[handle]);
    if (first_time && policy_.acknowledged == 1) tell(Event::kSent, sizes_[handle], handle);
  }

  void flush() {
    // the page may break it off
    while (settling_ || !random_.once_in(30)) {
      const ConnectionStep step = tell(Event::kFlush, 0, buffered());
      if (step.action == Action::kNothing) break;
      if (step.action == Action::kSendAgain) {
        transmit(step.handle, false);
      } else if (step.action == Action::kDropFront) {
        require(now_ > model_.waiting.front().since + policy_.time_to_live, "what is dropped is old");
        drop();
      } else {
        require(step.action == Action::kSendFront && step.handle == model_.waiting.front().handle,
                "the oldest is sent");
        pop();
        transmit(step.handle, true);
      }
      if (!settling_ && random_.once_in(10)) send();
    }
    tell(Event::kFlushed);
  }

  // ---- time

  void pass(double milliseconds) {
    const double end = now_ + milliseconds;
    int at_once = 0;
    double before = now_;
    for (;;) {
      const bool ticks = tick_at_ != kNever && (timer_at_ == kNever || tick_at_ <= timer_at_);
      const double next = ticks ? tick_at_ : timer_at_;
      if (next == kNever || next > end) break;
      if (next > now_) now_ = next;
      if (!settling_ && random_.once_in(10)) be_late(random_.once_in(10) ? 30'000 : 100);
      at_once = now_ == before ? at_once + 1 : 0;
      before = now_;
      require(at_once < 10'000, "time goes on");
      ticks ? tick() : ring();
    }
    if (end > now_) now_ = end;
  }

  void be_late(std::uint32_t most) {
    const double late = random_.below(most);
    now_ += late;
    late_ += late;
  }

  void tick() {
    const ConnectionStep step = tell(Event::kTick);
    require(step.action != Action::kNothing, "who was woken has something to do");
    if (step.action == Action::kShut) removed_ = true;
    if (step.action == Action::kAnnounce) {
      require(told_late_.insert(step.handle).second, "a missing acknowledgement is told once");
    }
    act(step);
  }

  void ring() {
    timer_at_ = kNever;
    const ConnectionStep step = tell(Event::kTimer, timer_of_);
    require(step.action == (attached_ ? Action::kAttempt : Action::kShut), "a timer that rings is waited for");
    if (step.action == Action::kShut) removed_ = true;
    act(step);
  }

  // No script runs, and the clock does.
  void sleep() {
    const std::int32_t gap = random_.between(1, 100'000);
    now_ += gap;
    late_ += gap;
    if (random_.once_in(2)) pass(0);
    if (!removed_) act(tell(Event::kSlept, 0, gap));
  }

  // ---- what happens

  void advance() {
    static constexpr std::uint32_t kLongest[] = {1, 10, 100, 5000};
    pass(random_.below(kLongest[random_.below(4)]));
    if (removed_) return;
    switch (random_.below(16)) {
      case 0:
      case 1:
      case 2:
        return send();
      case 3:
      case 4:
      case 5:
        return open_newest();
      case 6:
      case 7:
        return reach_server();
      case 8:
      case 9:
        return reach_page();
      case 10:
        return some_socket_ends();
      case 11:
        if (!sockets_.empty() && lives(sockets_.back()) && random_.once_in(4)) lose_touch(sockets_.back());
        return;
      default:
        return page_does();
    }
  }

  void page_does() {
    switch (random_.below(12)) {
      case 0:
      case 1:
        return act(tell(Event::kConnect));
      case 2:
        return act(tell(Event::kHide));
      case 3:
      case 4:
        return act(tell(Event::kShow));
      case 5:
        if (random_.once_in(4)) act(tell(Event::kStop));
        if (random_.once_in(4)) close_by_page();
        return;
      case 6:
        return act(tell(Event::kWake, 0, random_.between(0, 1)));
      case 7:
        return sleep();
      case 8:
        if (random_.once_in(attached_ ? 10 : 2)) attached_ = !attached_;
        return;
      case 9:
        if (!random_.once_in(100)) return;
        removed_ = true;
        return act(tell(Event::kRemove));
      case 10:
        return acknowledge_anything();
      default:
        // a page may flush when it likes
        return flush();
    }
  }

  // The page has the socket in its hands, and closes that.
  void close_by_page() {
    if (sockets_.empty() || !lives(sockets_.back())) return;
    sockets_.back().life = Life::kClosing;
    sockets_.back().closed_by_page = true;
  }

  void open_newest() {
    if (sockets_.empty() || sockets_.back().life != Life::kConnecting || sockets_.back().dead) return;
    sockets_.back().life = Life::kOpen;
    sockets_.back().opened = true;
    late_ = 0;
    const ConnectionStep step = tell(Event::kOpen, newest());
    require(step.action == Action::kFlush, "what opens was waited for");
    if (random_.once_in(4)) send();
    act(step);
  }

  void lose_touch(Socket& gone) {
    if (gone.dead) return;
    gone.dead = true;
    gone.dead_since = now_;
    if (gone.life == Life::kOpen) late_ = 0;
  }

  // What was sent comes to the server, in the order of its socket.
  void reach_server() {
    if (sockets_.empty()) return;
    const std::uint32_t number = random_.once_in(4) ? 1 + random_.below(newest()) : newest();
    receive(socket(number), 1 + random_.below(5));
  }

  void receive(Socket& from, std::size_t count) {
    if (from.dead) return;
    for (; count > 0 && !from.on_their_way.empty(); --count) {
      const std::int32_t handle = from.on_their_way.front();
      from.on_their_way.pop_front();
      from.buffered -= static_cast<std::int32_t>(sizes_[handle]);
      const bool is_new = received_.count(handle) == 0;
      const bool in_order = received_.empty() || handle > *received_.rbegin();
      if (policy_.acknowledged == 1) require(!is_new || in_order, "the server gets new messages in order");
      received_.insert(handle);
      from.acknowledgements.push_back(handle);
    }
  }

  // The server says something: anything, an answer to a heartbeat, an acknowledgement.
  void reach_page() {
    if (!has_open_socket() || sockets_.back().dead) return;
    Socket& from = sockets_.back();
    const std::uint32_t number = newest();
    require(tell(Event::kMessage, number).action == Action::kAnnounce, "what a living socket says is heard");
    if (policy_.acknowledged == 0 || from.acknowledgements.empty()) return;
    const std::size_t index =
        random_.once_in(3) ? random_.below(static_cast<std::uint32_t>(from.acknowledgements.size())) : 0;
    const std::int32_t handle = from.acknowledgements[index];
    from.acknowledgements.erase(from.acknowledgements.begin() + static_cast<std::ptrdiff_t>(index));
    tell(Event::kAcked, 0, handle);
  }

  // The server has what nobody sent, or says so again.
  void acknowledge_anything() {
    const std::int32_t handle = random_.between(-1, next_handle_);
    if (accepted_.count(handle) == 0 || received_.count(handle) == 1) tell(Event::kAcked, 0, handle);
  }

  void some_socket_ends() {
    if (sockets_.empty()) return;
    const std::uint32_t number = random_.once_in(2) ? 1 + random_.below(newest()) : newest();
    // nobody tells of one that is dead until it is closed
    if (socket(number).dead && lives(socket(number))) return;
    let_end(number);
  }

  void let_end(std::uint32_t number) {
    static constexpr std::int32_t kCodes[] = {1000, 1001, 1005, 1006, 1006, 1006, 1011, 1012, 1013, 4000};
    if (socket(number).life == Life::kClosed) return;
    const bool current = number == newest();
    const bool alive = seems_alive(socket(number));
    require(!alive || (current && !removed_), "all but the newest socket were told to close");
    if (random_.once_in(2)) receive(socket(number), random_.below(5));
    if (random_.once_in(3)) tell(Event::kError, number);
    socket(number).life = Life::kClosed;
    const std::int32_t code = socket(number).opened ? kCodes[random_.below(10)] : 1006;
    // an attempt that was given up because its element was not in the page is made again where it is back
    const bool is_back = current && given_up_outside_ && attached_ && !removed_;
    const ConnectionStep step = tell(Event::kClose, number, code);
    if (!alive && !is_back)
      require(step.action == Action::kNothing || step.action == Action::kAnnounce, "what was let go is over");
    act(step);
  }

  // All goes well in the end: whatever was accepted arrives.
  void settle() {
    settling_ = true;
    attached_ = true;
    for (int round = 0; round < 2000; ++round) {
      const bool well = has_open_socket() && !sockets_.back().dead;
      const bool on_its_way = !sockets_.empty() && sockets_.back().life == Life::kConnecting && !sockets_.back().dead;
      if (!well && !on_its_way) act(tell(Event::kConnect));
      if (!well) open_newest();
      if (round == 0) flush();
      if (removed_) return;
      receive(sockets_.back(), sockets_.back().on_their_way.size());
      reach_page();
      pass(100);
      if (has_open_socket() && model_.waiting.empty() && model_.sent.empty()) break;
    }
    require(model_.waiting.empty() && model_.sent.empty(), "nothing waits for ever");
    receive(sockets_.back(), sockets_.back().on_their_way.size());
    if (policy_.acknowledged == 0) return;
    for (const std::int32_t handle : accepted_) require(received_.count(handle) == 1, "what was accepted arrives");
  }

  const std::uint32_t seed_;
  Random random_;
  const Policy policy_;
  Connection connection_;
  ConnectionModel model_;
  std::deque<Socket> sockets_;
  std::map<std::int32_t, std::uint32_t> sizes_;
  std::set<std::int32_t> accepted_;  // and not dropped
  std::set<std::int32_t> received_;
  std::set<std::int32_t> told_late_;
  std::map<Action, std::uint64_t> actions_;
  std::uint64_t events_ = 0;
  std::int32_t next_handle_ = 0;
  double now_ = 1000;
  double tick_at_ = kNever;
  double timer_at_;
  std::uint32_t timer_of_ = 0;
  double attempted_at_ = 0;
  double late_ = 0;  // that ticks were, and scripts did not run, since the newest socket began, opened or died
  bool attached_ = true;
  bool removed_ = false;
  bool settling_ = false;
  bool given_up_outside_ = false;
};

std::uint64_t wanted_events() {
  const char* wanted = std::getenv("HXWS_EVENTS");
  return wanted == nullptr ? 300'000 : std::strtoull(wanted, nullptr, 10);
}

}  // namespace

TEST_CASE("connection: random events under random policies are answered as the model says") {
  constexpr std::uint64_t kLife = 3000;
  std::map<Action, std::uint64_t> actions;
  std::uint64_t events = 0;
  for (std::uint32_t seed = 1; events < wanted_events(); ++seed) {
    World world(seed);
    world.live(kLife);
    events += world.events();
    for (const auto& [action, count] : world.actions()) actions[action] += count;
  }
  // the walk reaches what it is to test; what is to be discarded can't be with sockets that obey the rules
  for (std::int32_t action = 0; action <= static_cast<std::int32_t>(Action::kGiveUp); ++action) {
    CAPTURE(action);
    const bool possible = static_cast<Action>(action) != Action::kDiscard;
    CHECK(actions[static_cast<Action>(action)] >= (possible ? events / 10'000 : 0));
  }
}
