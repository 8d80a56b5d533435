// Events for some connections and their queues in any order, also those that no browser sends, under any policies and
// at any times, against rules that hold for each step, and against a model of the queues.
#include "connection.hpp"

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "arena.hpp"
#include "chunk.hpp"
#include "exports.hpp"
#include "require.hpp"

namespace {

using fuzz::require;
using hxws::Error;
using hxws::Policy;
using Action = hxws::ConnectionAction;
using Event = hxws::ConnectionEvent;
using State = hxws::ConnectionState;

// The machine gives one block for connections and one for queued messages, and then no more.
constexpr std::size_t kMostRecords = 256;
constexpr std::size_t kMostConnections = 4;

constexpr std::int32_t kLastEvent = static_cast<std::int32_t>(Event::kAcked);
constexpr std::int32_t kLastAction = static_cast<std::int32_t>(Action::kGiveUp);
constexpr std::int32_t kLastState = static_cast<std::int32_t>(State::kStopped);

struct Message {
  std::int32_t handle;
  std::uint32_t size;
  double since;
};

// As it is assigned.
struct Record {
  double handle;
  double size;
  double since;
};

// What is known of a connection from its answers.
struct Known {
  State state = State::kIdle;
  std::uint32_t generation = 0;
  std::uint32_t retry_count = 0;
  std::uint32_t replaced_open = 0;
  bool flushing = false;
  Policy policy;
  std::deque<Message> queue;
  std::deque<Message> unacknowledged;
  std::string memory;  // as it was left by the last step, for another instance; empty before the first

  bool waits_for(std::int32_t handle) const {
    return std::any_of(unacknowledged.begin(), unacknowledged.end(),
                       [&](const Message& message) { return message.handle == handle; });
  }
  bool is_put_away() const { return state == State::kPaused || state == State::kStopped; }
  // Whether one more message of this size would be too much.
  bool is_full(std::uint32_t size) const {
    const std::size_t count = queue.size() + unacknowledged.size() + 1;
    std::uint64_t bytes = size;
    for (const Message& message : queue) bytes += message.size;
    for (const Message& message : unacknowledged) bytes += message.size;
    return (policy.max_messages > 0 && count > static_cast<std::size_t>(policy.max_messages)) ||
           (policy.max_bytes > 0 && bytes > static_cast<std::uint64_t>(policy.max_bytes));
  }
};

struct Told {
  Event event;
  std::uint32_t subject;
  std::int32_t value;
  bool attached;

  bool comes_from_attempt() const {
    switch (event) {
      case Event::kFailed:
      case Event::kOpen:
      case Event::kMessage:
      case Event::kClose:
      case Event::kError:
      case Event::kTimer:
        return true;
      default:
        return false;
    }
  }

  // The end of an attempt or of a connection that might be retried, and its close code.
  bool is_end() const { return event == Event::kClose || (event == Event::kFailed && value != 0); }
  std::int32_t close_code() const { return event == Event::kClose ? value : 1006; }
};

struct Answer {
  Action action;
  std::uint32_t generation;
  std::uint32_t retry_count;
  bool abandon;
  std::int32_t handle;
  State state;
  std::int32_t sleep;
  std::int32_t round_trip;
};

bool is_alive(State state) { return state == State::kConnecting || state == State::kOpen; }

// Whether a timer, or what makes it ring at once, has made the attempt.
bool is_retry(const Known& known, const Told& told, const Answer& answer) {
  return answer.action == Action::kAttempt && known.state == State::kWaiting &&
         (told.event == Event::kTimer || told.event == Event::kWake || told.event == Event::kSlept);
}

void check_numbers(const Known& known, const Told& told, const Answer& answer) {
  const bool attempt = answer.action == Action::kAttempt;
  require(answer.generation == known.generation + (attempt ? 1 : 0),
          "each attempt has a generation, one after another");
  const bool opened = told.event == Event::kOpen && answer.action == Action::kFlush;
  const bool left = known.state == State::kOpen && (answer.state != State::kOpen || attempt);
  const std::uint32_t retries = known.retry_count + (is_retry(known, told, answer) ? 1 : 0);
  if (opened && known.policy.min_uptime == 0) {
    require(answer.retry_count == 0, "an open connection forgets");
  } else {
    require(answer.retry_count == retries || (left && answer.retry_count == 0), "a timer's attempt counts");
  }
  const bool gives_up = told.event == Event::kTick && known.state == State::kConnecting &&
                        (answer.action == Action::kRetry || answer.action == Action::kGiveUp);
  require(answer.abandon == (gives_up || (attempt && is_alive(known.state))),
          "a living socket is let go by the next attempt, or when it is given up");
  require(answer.sleep == -1 || (answer.sleep > 0 && is_alive(answer.state)), "only what lives is woken");
  require(answer.round_trip >= -1 && answer.round_trip < 3'600'000, "a round trip is one");
}

// What comes from an attempt that was replaced, or after removal, changes nothing.
void check_stale(const Known& known, const Told& told, const Answer& answer) {
  const bool stale = told.comes_from_attempt() && told.subject != known.generation;
  const bool removed = known.state == State::kRemoved;
  if (stale || removed) require(answer.state == known.state, "nothing stale changes the state");
  if (removed) {
    require(answer.action != Action::kAttempt && answer.action != Action::kRetry && answer.action != Action::kFlush,
            "nothing begins after removal");
  }
  if (!stale) return;
  if (told.event == Event::kOpen) {
    require(answer.action == Action::kDiscard, "a replaced socket that opens is closed");
  } else if (told.event == Event::kClose && told.subject == known.replaced_open) {
    require(answer.action == Action::kAnnounce, "the end of a socket that was open is told");
  } else {
    require(answer.action == Action::kNothing, "nothing stale is told");
  }
}

// Whether a new attempt may answer this.
bool may_attempt(const Known& known, const Told& told) {
  switch (told.event) {
    case Event::kConnect:
      return true;
    case Event::kTimer:
      return told.subject == known.generation && known.state == State::kWaiting;
    case Event::kWake:
      return told.value == 0 && known.state == State::kWaiting;
    case Event::kSlept:
      return known.policy.stale_after != 0 && told.value >= known.policy.stale_after &&
             (is_alive(known.state) || known.state == State::kWaiting);
    case Event::kShow:
      return known.state == State::kPaused;
    case Event::kTick:
      return known.state == State::kOpen && known.policy.heartbeat > 0;
    default:
      return false;
  }
}

void check_shut(const Known& known, const Told& told, const Answer& answer) {
  switch (told.event) {
    case Event::kHide:
      require(is_alive(known.state) || known.state == State::kWaiting, "what is hidden was connected or about to");
      return require(answer.state == State::kPaused, "what is hidden is paused");
    case Event::kStop:
      require(known.state != State::kRemoved, "what is removed is not stopped");
      return require(answer.state == State::kStopped, "what is stopped stays so");
    case Event::kTimer:
      require(!told.attached && told.subject == known.generation && known.state == State::kWaiting,
              "what is not in the page is not tried again");
      break;
    case Event::kTick:
      require(!told.attached && known.state == State::kOpen && known.policy.heartbeat > 0,
              "what is not in the page and dead is left");
      break;
    default:
      require(told.event == Event::kRemove, "nothing else shuts");
  }
  require(answer.state == State::kRemoved, "what is removed stays so");
}

// Which event each action answers, and the state it leaves.
void check_action(const Known& known, const Told& told, const Answer& answer) {
  const bool current = told.subject == known.generation;
  const Policy& policy = known.policy;
  const bool timed_out = told.event == Event::kTick && known.state == State::kConnecting && policy.connect_timeout > 0;
  switch (answer.action) {
    case Action::kNothing:
      break;
    case Action::kDiscard:
      require(told.event == Event::kOpen && (!current || known.state == State::kRemoved || known.is_put_away()),
              "only a stale socket opens so");
      break;
    case Action::kAttempt:
      require(told.attached && may_attempt(known, told), "an attempt is asked for, in the page");
      require(answer.state == State::kConnecting, "an attempt connects");
      break;
    case Action::kAnnounce:
      require(told.event == Event::kMessage || told.event == Event::kError || told.event == Event::kAcked ||
                  told.is_end() ||
                  (told.event == Event::kTick && known.state == State::kOpen && policy.ack_timeout > 0),
              "what is told has happened");
      break;
    case Action::kFlush:
      require((told.event == Event::kOpen && current) || (told.event == Event::kTick && known.state == State::kOpen),
              "an open socket flushes, and one that has drained");
      require(answer.state == State::kOpen, "what flushes is open");
      break;
    case Action::kRetry:
      require((told.is_end() && current && policy.is_retry_code(told.close_code())) || timed_out,
              "only some ends are retried");
      require(told.attached && policy.max_attempts != 0, "in the page, and if so often");
      require(known.state != State::kWaiting && !known.is_put_away(), "there is one timer");
      require(answer.state == State::kWaiting, "a retry waits");
      break;
    case Action::kShut:
      check_shut(known, told, answer);
      break;
    case Action::kSend:
      require(told.event == Event::kSend && told.value >= 0 && !known.flushing, "sending needs an open socket");
      require(policy.acknowledged == 0 || !known.is_full(told.subject), "what is to be acknowledged finds room");
      break;
    case Action::kEnqueue:
      require(told.event == Event::kSend && !known.is_full(told.subject), "what can't be sent now waits, in its room");
      break;
    case Action::kSendFront:
      require(told.event == Event::kFlush && told.value >= 0, "flushing needs an open socket");
      break;
    case Action::kAsk:
      require((told.event == Event::kTick || told.event == Event::kSlept) && known.state == State::kOpen &&
                  policy.heartbeat > 0,
              "an open connection is asked, if at all");
      break;
    case Action::kSoon:
      require(told.event == Event::kWake && told.value != 0 && told.attached && known.state == State::kWaiting,
              "only a timer that runs can ring soon");
      break;
    case Action::kSendAgain:
      require(told.event == Event::kFlush && told.value >= 0 && known.waits_for(answer.handle),
              "what was not acknowledged is sent again");
      break;
    case Action::kRefuse:
      require(told.event == Event::kSend && known.is_full(told.subject), "only a full queue refuses");
      break;
    case Action::kDropFront:
      require((told.event == Event::kSend && known.is_full(told.subject) && policy.drop_oldest != 0) ||
                  (told.event == Event::kFlush && told.value >= 0 && policy.time_to_live > 0),
              "what is full or old drops");
      break;
    case Action::kGiveUp:
      require(timed_out && answer.state == State::kClosed, "an attempt that takes too long is given up");
      break;
  }
}

// Events that must be answered so, whatever else holds.
void check_answered(const Known& known, const Told& told, const Answer& answer) {
  const bool current = told.subject == known.generation && known.state != State::kRemoved;
  const Action action = answer.action;
  switch (told.event) {
    case Event::kConnect: {
      const bool may = told.attached && known.state != State::kRemoved;
      require(action == (may ? Action::kAttempt : Action::kNothing), "a new connection is made when it may be");
      break;
    }
    case Event::kFailed:
      require(!current || told.value == 0 || action != Action::kNothing, "a failure that may pass is told");
      require(!current || !is_alive(answer.state), "a failed attempt is over");
      break;
    case Event::kOpen:
      require(!current || known.is_put_away() || action == Action::kFlush, "an open socket flushes");
      break;
    case Event::kMessage:
      require(!current || action == Action::kAnnounce, "a message is told");
      break;
    case Event::kClose:
      if (!current) break;
      require(action == Action::kRetry || action == Action::kAnnounce, "an end is told");
      require(!is_alive(answer.state), "a closed socket is not alive");
      require(action == Action::kRetry || known.state == State::kWaiting || known.is_put_away() || !told.attached ||
                  !known.policy.is_retry_code(told.value) || known.policy.max_attempts != Policy::kUnlimited,
              "what should be retried is");
      break;
    case Event::kTimer:
      require(!current || known.state != State::kWaiting || action == Action::kAttempt || action == Action::kShut,
              "a timer that was waited for acts");
      break;
    case Event::kRemove:
      require(action == Action::kShut, "a removed element's socket is shut");
      break;
    case Event::kSend:
      require(action == Action::kSend || action == Action::kEnqueue || known.is_full(told.subject),
              "no message is lost");
      break;
    case Event::kFlush:
      require(told.value < 0 || known.policy.max_buffered > 0 || known.queue.empty() || action != Action::kNothing,
              "what waits is sent");
      break;
    case Event::kHide:
      require((action == Action::kShut) == (is_alive(known.state) || known.state == State::kWaiting), "it hides");
      break;
    case Event::kShow:
      require((action == Action::kAttempt) == (told.attached && known.state == State::kPaused), "it comes back");
      break;
    case Event::kStop:
      require((action == Action::kShut) == (known.state != State::kRemoved), "it stops");
      break;
    case Event::kAcked:
      require((action == Action::kAnnounce) == known.waits_for(told.value), "what was waited for is told");
      break;
    default:
      break;
  }
  const bool changes_state = action == Action::kAttempt || action == Action::kFlush || action == Action::kRetry ||
                             action == Action::kShut || action == Action::kGiveUp || told.event == Event::kClose ||
                             told.event == Event::kFailed;
  if (!changes_state) require(answer.state == known.state, "only what ends or begins changes the state");
}

void check_handle(const Known& known, const Told& told, const Answer& answer) {
  if (answer.action == Action::kSendFront || answer.action == Action::kDropFront) {
    require(!known.queue.empty() && answer.handle == known.queue.front().handle, "the oldest message goes first");
  } else if (answer.action == Action::kSendAgain ||
             (answer.action == Action::kAnnounce && told.event == Event::kTick)) {
    require(known.waits_for(answer.handle), "what is missing was sent");
  } else {
    require(answer.handle == -1, "nothing else is about a message");
  }
}

std::int32_t integer(double number) {
  return std::isfinite(number) && std::fabs(number) < 2147483647.0 ? static_cast<std::int32_t>(number) : 0;
}

std::uint32_t size_of_message(double number) {
  return number >= 0 && number <= 4294967295.0 ? static_cast<std::uint32_t>(number) : 0;
}

class World {
 public:
  explicit World(FuzzedDataProvider& input) : input_(input) {}
  ~World() {
    for (const auto& entry : connections_) hxws_connection_release(entry.first);
  }

  void advance() {
    if (connections_.empty()) return create();
    auto chosen = connections_.begin();
    std::advance(chosen, input_.ConsumeIntegralInRange<std::size_t>(0, connections_.size() - 1));
    const std::int32_t number = chosen->first;
    switch (input_.ConsumeIntegralInRange(0, 15)) {
      case 0:
        return create();
      case 1:
        return release(number);
      case 2:
        return push(number);
      case 3:
        return give_policy(number, take_policy());
      case 4:
        return pop(number);
      case 5:
        return assign(number);
      case 6:
        return drain(number);
      case 7:
        return ask_nobody();
      case 8:
        return ask_delay(number);
      case 14:
        return set_clock();
      case 15:
        return restore(number);
      default:
        tell(number, take_told(chosen->second));
    }
  }

 private:
  double take_double() {
    const auto bits = input_.ConsumeIntegral<std::uint64_t>();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
  }

  // Any time, also one that is none.
  void set_clock() {
    const std::uint32_t mode = input_.ConsumeIntegralInRange<std::uint32_t>(0, 3);
    const double number = mode == 0 ? take_double() : input_.ConsumeIntegral<std::uint32_t>();
    now_ = mode == 1 ? now_ - number : mode == 2 ? now_ + number : number;
  }

  std::int32_t take_word() {
    switch (input_.ConsumeIntegralInRange(0, 5)) {
      case 0:
        return input_.ConsumeIntegral<std::int32_t>();
      case 1:
        return 1;
      case 2:
        return input_.ConsumeIntegralInRange(0, 255);
      default:
        return 0;
    }
  }

  Policy take_policy() {
    Policy policy;
    std::int32_t words[sizeof(Policy) / sizeof(std::int32_t)];
    std::memcpy(words, &policy, sizeof words);
    const std::size_t count = std::size(words) - (input_.ConsumeBool() ? 0 : Policy::kMostCodes + 1);
    for (std::size_t index = 0; index < count; ++index) words[index] = take_word();
    std::memcpy(&policy, words, sizeof words);
    return policy;
  }

  void give_policy(std::int32_t number, const Policy& policy) {
    char words[sizeof(Policy)];
    std::memcpy(words, &policy, sizeof words);
    require(fuzz::write({{words, sizeof words}}), "there is memory");
    const std::int32_t refused = fuzz::code(Error::kBadArgument);
    require(hxws_connection_policy(number, sizeof words - 1) == refused, "what is too short is no policy");
    require(hxws_connection_policy(number, sizeof words + 1) == refused, "nor what is too long");
    require(hxws_connection_policy(number, sizeof words) == 0, "a policy is known");
    connections_[number].policy = policy;
  }

  std::int32_t take_value(Event event) {
    constexpr std::int32_t kCodes[] = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 4000};
    switch (event) {
      case Event::kClose:
        return input_.PickValueInArray(kCodes);
      case Event::kSend:
      case Event::kFlush:
        return input_.ConsumeIntegralInRange(-1, 254);
      case Event::kSlept:
        return input_.ConsumeIntegral<std::int32_t>();
      case Event::kSent:
      case Event::kAcked:
        return input_.ConsumeIntegral<std::uint8_t>();
      default:
        return input_.ConsumeIntegralInRange(0, 1);
    }
  }

  Told take_told(const Known& known) {
    const auto event = static_cast<Event>(input_.ConsumeIntegralInRange(0, kLastEvent + 2));
    now_ += input_.ConsumeIntegral<std::uint8_t>();
    const bool sizes = event == Event::kSend || event == Event::kSent;
    const std::uint32_t back = input_.ConsumeIntegralInRange<std::uint32_t>(0, 7);
    // most events come from the newest attempt
    const std::uint32_t generation = back < 4 ? known.generation : known.generation - (back - 4);
    const std::uint32_t size = sizes ? static_cast<std::uint32_t>(take_word()) : 0;
    return {event, sizes ? size : generation, take_value(event), input_.ConsumeIntegralInRange(0, 7) != 1};
  }

  Answer step(std::int32_t number, const Told& told) {
    const std::int32_t action = hxws_connection_step(number, static_cast<std::int32_t>(told.event), told.subject,
                                                     told.value, told.attached ? 1 : 0, now_);
    require(action >= 0 && action <= kLastAction, "there is no other action");
    require(fuzz::output(4) >= 0 && fuzz::output(4) <= kLastState, "nor other state");
    return {static_cast<Action>(action),
            static_cast<std::uint32_t>(fuzz::output(0)),
            static_cast<std::uint32_t>(fuzz::output(1)),
            fuzz::output(2) == 1,
            fuzz::output(3),
            static_cast<State>(fuzz::output(4)),
            fuzz::output(7),
            fuzz::output(8)};
  }

  Answer tell(std::int32_t number, const Told& told) {
    Known& known = connections_[number];
    const Answer answer = step(number, told);
    check_numbers(known, told, answer);
    check_stale(known, told, answer);
    check_action(known, told, answer);
    check_answered(known, told, answer);
    check_handle(known, told, answer);
    remember(known, told, answer);
    check_count(number);
    return answer;
  }

  void remember(Known& known, const Told& told, const Answer& answer) {
    const bool left = answer.action == Action::kAttempt || told.event == Event::kHide || told.event == Event::kStop;
    if (left && known.state == State::kOpen) known.replaced_open = known.generation;
    if (told.event == Event::kFlush) known.flushing = answer.action != Action::kNothing;
    if (told.event == Event::kFlushed) known.flushing = false;
    if (told.event == Event::kSent && known.policy.acknowledged != 0 && waiting() < kMostRecords) {
      known.unacknowledged.push_back({told.value, told.subject, now_});
    }
    if (told.event == Event::kAcked && answer.action == Action::kAnnounce) {
      const auto acknowledged = std::find_if(known.unacknowledged.begin(), known.unacknowledged.end(),
                                             [&](const Message& message) { return message.handle == told.value; });
      known.unacknowledged.erase(acknowledged);
    }
    if (answer.action == Action::kShut && answer.state == State::kRemoved) {
      known.queue.clear();
      known.unacknowledged.clear();
    }
    known.state = answer.state;
    known.generation = answer.generation;
    known.retry_count = answer.retry_count;
    known.memory.assign(fuzz::at<char>(fuzz::output(5)), static_cast<std::size_t>(fuzz::output(6)));
  }

  void create() {
    const std::int32_t number = hxws_connection_create();
    require(number >= 0 && connections_.count(number) == 0, "a new connection has a number of its own");
    connections_[number] = {};
    check_count(number);
    if (connections_.size() > kMostConnections) release(number);
  }

  void release(std::int32_t number) {
    hxws_connection_release(number);
    connections_.erase(number);
    const std::int32_t gone = fuzz::code(Error::kNotFound);
    require(hxws_connection_step(number, 0, 0, 0, 1, now_) == gone && hxws_queue_count(number) == gone, "it is gone");
  }

  std::size_t waiting() const {
    std::size_t count = 0;
    for (const auto& entry : connections_) count += entry.second.queue.size() + entry.second.unacknowledged.size();
    return count;
  }

  void push(std::int32_t number) {
    const Message message = {static_cast<std::int32_t>(input_.ConsumeIntegral<std::uint8_t>()),
                             static_cast<std::uint32_t>(take_word()), now_};
    const bool fits = waiting() < kMostRecords;
    const Error expected = fits ? Error::kNone : Error::kOutOfMemory;
    require(hxws_queue_push(number, message.handle, message.size, message.since) == fuzz::code(expected),
            "a message waits, or no room");
    if (fits) connections_[number].queue.push_back(message);
    check_count(number);
  }

  void pop(std::int32_t number) {
    require(hxws_queue_pop(number) == 0, "taking off never fails");
    std::deque<Message>& queue = connections_[number].queue;
    if (!queue.empty()) queue.pop_front();
    check_count(number);
  }

  double take_number() { return input_.ConsumeBool() ? take_double() : input_.ConsumeIntegral<std::uint8_t>(); }

  // The page has edited its array. The new queue is made before the old one goes.
  void assign(std::int32_t number) {
    const bool unacknowledged = input_.ConsumeBool();
    const auto count = input_.ConsumeIntegralInRange<std::uint32_t>(0, kMostRecords + 4);
    const Record first = {take_number(), take_number(), take_number()};
    std::vector<Record> records(count, first);
    for (std::uint32_t index = 0; index < count; ++index) records[index].handle += index;
    const bool fits = waiting() + count <= kMostRecords;
    const Error expected = fits ? Error::kNone : Error::kOutOfMemory;
    write(records);
    require(hxws_queue_assign(number, count, unacknowledged ? 1 : 0) == fuzz::code(expected),
            "the queue is the page's, or no room");
    const std::int32_t refused = fuzz::code(Error::kBadArgument);
    require(hxws_queue_assign(number, count + 1, 0) == refused, "more than the text is refused");
    if (fits) {
      std::deque<Message>& queue = unacknowledged ? connections_[number].unacknowledged : connections_[number].queue;
      queue.clear();
      for (const Record& record : records) {
        queue.push_back({integer(record.handle), size_of_message(record.size), record.since});
      }
    }
    check_count(number);
  }

  static void write(const std::vector<Record>& records) {
    const std::size_t size = records.size() * sizeof(Record);
    void* place = hxws_text(static_cast<std::uint32_t>(size));
    require(place != nullptr, "there is memory");
    if (size > 0) std::memcpy(place, records.data(), size);
  }

  // All that waits goes out, in order.
  void drain(std::int32_t number) {
    const Told flush = {Event::kFlush, 0, 0, true};
    for (;;) {
      const Answer answer = tell(number, flush);
      if (answer.action == Action::kNothing) break;
      if (answer.action != Action::kSendAgain) pop(number);
    }
    require(connections_[number].queue.empty(), "all that waits goes out");
    require(!connections_[number].flushing, "an empty queue ends the flush");
  }

  // What follows a trap: a new connection is told what the lost one remembered, its policy and its queues. All rules
  // hold on.
  void restore(std::int32_t lost) {
    const Known known = connections_[lost];
    release(lost);
    const std::int32_t number = hxws_connection_create();
    require(number >= 0, "there is room");
    if (!known.memory.empty()) {
      require(fuzz::write({known.memory}), "there is memory");
      const std::uint32_t size = fuzz::size_of(known.memory);
      const std::int32_t refused = fuzz::code(Error::kBadArgument);
      require(hxws_connection_restore(number, size - 1) == refused, "what is too short is no memory");
      require(hxws_connection_restore(number, size + 1) == refused, "nor what is too long");
      require(hxws_connection_restore(number, size) == 0, "what was remembered is known again");
    }
    connections_[number] = known;
    give_policy(number, known.policy);
    give_queue(number, known.queue, 0);
    give_queue(number, known.unacknowledged, 1);
    check_count(number);
  }

  static void give_queue(std::int32_t number, const std::deque<Message>& queue, std::int32_t unacknowledged) {
    std::vector<Record> records;
    for (const Message& message : queue) {
      records.push_back({static_cast<double>(message.handle), static_cast<double>(message.size), message.since});
    }
    write(records);
    require(hxws_queue_assign(number, static_cast<std::uint32_t>(records.size()), unacknowledged) == 0,
            "there is room for what was there");
  }

  void ask_nobody() {
    const auto number = input_.ConsumeIntegral<std::int32_t>();
    if (connections_.count(number) > 0) return;
    const std::int32_t gone = fuzz::code(Error::kNotFound);
    require(hxws_connection_step(number, 0, 0, 0, 1, now_) == gone, "nobody has that number");
    require(hxws_queue_push(number, 1, 1, now_) == gone && hxws_queue_pop(number) == gone, "nobody has that number");
    require(hxws_queue_assign(number, 0, 1) == gone && hxws_queue_count(number) == gone, "nobody has that number");
    require(hxws_connection_restore(number, 0) == gone && hxws_connection_policy(number, 0) == gone,
            "nobody has that number");
    require(hxws_backoff_delay(number, 0, 0) == gone, "nobody has that number");
    hxws_connection_release(number);
  }

  void ask_delay(std::int32_t number) {
    const auto retry_count = input_.ConsumeIntegral<std::uint32_t>();
    const hxws::Backoff& backoff = connections_[number].policy.backoff;
    const double delay = hxws_backoff_delay(number, retry_count, take_double());
    const bool sane = backoff.first >= 0 && backoff.longest >= 0 && backoff.jitter >= -1 && backoff.jitter <= 1000;
    if (!sane) return require(std::isfinite(delay), "a delay is a number");
    const double longest = std::min<double>(backoff.longest, backoff.first * std::exp2(std::min(retry_count, 31U)));
    const double jitter = backoff.jitter == hxws::Backoff::kFullJitter ? 0 : backoff.jitter / 1000.0;
    const double least = backoff.jitter == hxws::Backoff::kFullJitter ? 0 : longest * (1 - jitter);
    const double tolerance = longest * 1e-9;
    require(delay >= least - tolerance && delay <= longest * (1 + jitter) + tolerance,
            "a delay lies between its shortest and its longest, whatever the random number");
  }

  void check_count(std::int32_t number) {
    const auto count = static_cast<std::size_t>(hxws_queue_count(number));
    require(count == connections_[number].queue.size(), "the queue is as long as it should be");
  }

  FuzzedDataProvider& input_;
  std::map<std::int32_t, Known> connections_;
  double now_ = 0;
};

}  // namespace

// The memory is the same for every input, so that what fails fails again alone.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  const std::int32_t connection = hxws_connection_create();
  require(hxws_queue_push(connection, 0, 0, 0) == 0 && hxws_text(1) != nullptr, "there is memory");
  hxws_connection_release(connection);
  hxws::chunk_refuse_after(0);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  World world(input);
  while (input.remaining_bytes() > 0) world.advance();
  return 0;
}
