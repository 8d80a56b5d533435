// Events for some connections and their queues in any order, also those that no browser sends, against rules that hold
// for each step, and against a model of the queues.
#include "connection.hpp"

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <iterator>
#include <map>
#include <string>

#include "arena.hpp"
#include "chunk.hpp"
#include "exports.hpp"
#include "require.hpp"

namespace {

using fuzz::require;
using hxws::Error;
using Action = hxws::ConnectionAction;
using Event = hxws::ConnectionEvent;
using State = hxws::ConnectionState;

// The machine gives one block for connections and one for queued messages, and then no more.
constexpr std::size_t kMostRecords = 256;
constexpr std::size_t kMostConnections = 4;

struct Message {
  std::int32_t handle;
  std::uint32_t size;
};

// What is known of a connection from its answers.
struct Known {
  State state = State::kIdle;
  std::uint32_t generation = 0;
  std::uint32_t retry_count = 0;
  std::uint32_t replaced_open = 0;
  bool flushing = false;
  std::deque<Message> queue;
  std::string memory;  // as it was left by the last step, for another instance; empty before the first
};

struct Told {
  Event event;
  std::uint32_t generation;
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
};

struct Answer {
  Action action;
  std::uint32_t generation;
  std::uint32_t retry_count;
  bool abandon;
  std::int32_t handle;
  State state;
};

bool is_retry_code(std::int32_t code) { return code == 1006 || code == 1011 || code == 1012 || code == 1013; }

bool is_alive(State state) { return state == State::kConnecting || state == State::kOpen; }

void check_numbers(const Known& known, const Told& told, const Answer& answer) {
  const bool attempt = answer.action == Action::kAttempt;
  require(answer.generation == known.generation + (attempt ? 1 : 0),
          "each attempt has a generation, one after another");
  const bool opened = told.event == Event::kOpen && answer.action == Action::kFlush;
  const bool retried = told.event == Event::kTimer && attempt;
  const std::uint32_t retries = opened ? 0 : known.retry_count + (retried ? 1 : 0);
  require(answer.retry_count == retries, "a timer's attempt counts, an open connection forgets");
  require(answer.abandon == (attempt && is_alive(known.state)), "a living socket is let go by the next attempt");
}

// What comes from an attempt that was replaced, or after removal, changes nothing.
void check_stale(const Known& known, const Told& told, const Answer& answer) {
  const bool stale = told.comes_from_attempt() && told.generation != known.generation;
  const bool removed = known.state == State::kRemoved;
  if (stale || removed) require(answer.state == known.state, "nothing stale changes the state");
  if (removed) {
    require(answer.action != Action::kAttempt && answer.action != Action::kRetry && answer.action != Action::kFlush,
            "nothing begins after removal");
  }
  if (!stale) return;
  if (told.event == Event::kOpen) {
    require(answer.action == Action::kDiscard, "a replaced socket that opens is closed");
  } else if (told.event == Event::kClose && told.generation == known.replaced_open) {
    require(answer.action == Action::kAnnounce, "the end of a socket that was open is told");
  } else {
    require(answer.action == Action::kNothing, "nothing stale is told");
  }
}

// Which event each action answers, and the state it leaves.
void check_action(const Known& known, const Told& told, const Answer& answer) {
  const bool current = told.generation == known.generation;
  const bool timer = told.event == Event::kTimer && current && known.state == State::kWaiting;
  switch (answer.action) {
    case Action::kNothing:
      break;
    case Action::kDiscard:
      require(told.event == Event::kOpen && (!current || known.state == State::kRemoved),
              "only a stale socket opens so");
      break;
    case Action::kAttempt:
      require(told.attached && (timer || told.event == Event::kConnect), "an attempt is asked for, in the page");
      require(answer.state == State::kConnecting, "an attempt connects");
      break;
    case Action::kAnnounce:
      require(told.event == Event::kMessage || told.event == Event::kClose || told.event == Event::kError,
              "what is told has happened");
      break;
    case Action::kFlush:
      require(told.event == Event::kOpen && current && answer.state == State::kOpen, "an open socket flushes");
      break;
    case Action::kRetry:
      require(told.event == Event::kClose && current && told.attached && is_retry_code(told.value),
              "only some ends are retried, in the page");
      require(known.state != State::kWaiting, "there is one timer");
      require(answer.state == State::kWaiting, "a retry waits");
      break;
    case Action::kShut:
      require(told.event == Event::kRemove || (timer && !told.attached), "what is not in the page is shut");
      require(answer.state == State::kRemoved, "what is shut stays so");
      break;
    case Action::kSend:
      require(told.event == Event::kSend && told.value != 0 && !known.flushing, "sending needs an open socket");
      break;
    case Action::kEnqueue:
      require(told.event == Event::kSend && (told.value == 0 || known.flushing), "what can't be sent now waits");
      break;
    case Action::kSendFront:
      require(told.event == Event::kFlush && told.value != 0, "flushing needs an open socket");
      break;
    default:
      require(false, "there is no other action");
  }
}

// Events that must be answered so, whatever else holds.
void check_answered(const Known& known, const Told& told, const Answer& answer) {
  const bool current = told.generation == known.generation && known.state != State::kRemoved;
  const Action action = answer.action;
  switch (told.event) {
    case Event::kConnect: {
      const bool may = told.attached && known.state != State::kRemoved;
      require(action == (may ? Action::kAttempt : Action::kNothing), "a new connection is made when it may be");
      break;
    }
    case Event::kFailed:
      require(action == Action::kNothing && (!current || answer.state == State::kClosed), "a failed attempt is closed");
      break;
    case Event::kOpen:
      require(!current || action == Action::kFlush, "an open socket flushes");
      break;
    case Event::kMessage:
      require(!current || action == Action::kAnnounce, "a message is told");
      break;
    case Event::kClose:
      if (!current) break;
      require(action == Action::kRetry || action == Action::kAnnounce, "an end is told");
      require(
          action == Action::kRetry || known.state == State::kWaiting || !told.attached || !is_retry_code(told.value),
          "what should be retried is");
      require(is_alive(answer.state) == false, "a closed socket is not alive");
      break;
    case Event::kTimer:
      require(!current || known.state != State::kWaiting || action == Action::kAttempt || action == Action::kShut,
              "a timer that was waited for acts");
      break;
    case Event::kRemove:
      require(action == Action::kShut, "a removed element's socket is shut");
      break;
    case Event::kSend:
      require(action == Action::kSend || action == Action::kEnqueue, "no message is lost");
      break;
    case Event::kFlush:
      require((action == Action::kSendFront) == (told.value != 0 && !known.queue.empty()), "what waits is sent");
      break;
    default:
      break;
  }
  const bool keeps_state = told.event == Event::kMessage || told.event == Event::kError || told.event == Event::kSend ||
                           told.event == Event::kFlush || told.event == Event::kFlushed || told.event > Event::kFlushed;
  if (keeps_state) require(answer.state == known.state, "only what ends or begins changes the state");
  const bool first = action == Action::kSendFront;
  require(answer.handle == (first ? known.queue.front().handle : -1), "the oldest message goes first");
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
      case 3:
        return push(number);
      case 4:
        return pop(number);
      case 5:
        return assign(number);
      case 6:
        return drain(number);
      case 7:
        return ask_nobody();
      case 8:
        return ask_delay();
      case 15:
        return restore(number);
      default:
        return tell(number, take_told(chosen->second));
    }
  }

 private:
  Told take_told(const Known& known) {
    constexpr std::int32_t kCodes[] = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 4000};
    const auto event = static_cast<Event>(input_.ConsumeIntegralInRange(0, 12));
    const std::uint32_t back = input_.ConsumeIntegralInRange<std::uint32_t>(0, 7);
    // most events come from the newest attempt
    const std::uint32_t generation = back < 4 ? known.generation : known.generation - (back - 4);
    const bool close = event == Event::kClose;
    const std::int32_t value = close ? input_.PickValueInArray(kCodes) : input_.ConsumeIntegralInRange(0, 1);
    return {event, generation, value, input_.ConsumeIntegralInRange(0, 7) != 1};
  }

  Answer step(std::int32_t number, const Told& told) {
    const std::int32_t action = hxws_connection_step(number, static_cast<std::int32_t>(told.event), told.generation,
                                                     told.value, told.attached ? 1 : 0);
    require(action >= 0 && action <= static_cast<std::int32_t>(Action::kSendFront), "there is no other action");
    require(fuzz::output(4) >= 0 && fuzz::output(4) <= static_cast<std::int32_t>(State::kRemoved), "nor other state");
    return {static_cast<Action>(action),
            static_cast<std::uint32_t>(fuzz::output(0)),
            static_cast<std::uint32_t>(fuzz::output(1)),
            fuzz::output(2) == 1,
            fuzz::output(3),
            static_cast<State>(fuzz::output(4))};
  }

  void tell(std::int32_t number, const Told& told) {
    Known& known = connections_[number];
    const Answer answer = step(number, told);
    check_numbers(known, told, answer);
    check_stale(known, told, answer);
    check_action(known, told, answer);
    check_answered(known, told, answer);
    if (answer.action == Action::kAttempt && known.state == State::kOpen) known.replaced_open = known.generation;
    if (told.event == Event::kFlush) known.flushing = answer.action == Action::kSendFront;
    if (told.event == Event::kFlushed) known.flushing = false;
    known.state = answer.state;
    known.generation = answer.generation;
    known.retry_count = answer.retry_count;
    known.memory.assign(fuzz::at<char>(fuzz::output(5)), static_cast<std::size_t>(fuzz::output(6)));
    check_count(number);
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
    require(hxws_connection_step(number, 0, 0, 0, 1) == gone && hxws_queue_count(number) == gone, "it is gone");
  }

  std::size_t waiting() const {
    std::size_t count = 0;
    for (const auto& entry : connections_) count += entry.second.queue.size();
    return count;
  }

  Message take_message() {
    return {static_cast<std::int32_t>(input_.ConsumeIntegral<std::uint16_t>()),
            input_.ConsumeIntegral<std::uint32_t>()};
  }

  void push(std::int32_t number) {
    const Message message = take_message();
    const bool fits = waiting() < kMostRecords;
    const Error expected = fits ? Error::kNone : Error::kOutOfMemory;
    require(hxws_queue_push(number, message.handle, message.size) == fuzz::code(expected),
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

  // The page has edited its array. The new queue is made before the old one goes.
  void assign(std::int32_t number) {
    const auto count = input_.ConsumeIntegralInRange<std::uint32_t>(0, kMostRecords + 4);
    const std::deque<Message> messages(count, take_message());
    auto* records = static_cast<Message*>(hxws_text(count * static_cast<std::uint32_t>(sizeof(Message))));
    require(records != nullptr, "there is memory");
    std::copy(messages.begin(), messages.end(), records);
    for (std::uint32_t index = 0; index < count; ++index) records[index].handle += static_cast<std::int32_t>(index);
    const bool fits = waiting() + count <= kMostRecords;
    const Error expected = fits ? Error::kNone : Error::kOutOfMemory;
    if (fits) connections_[number].queue.assign(records, records + count);
    require(hxws_queue_assign(number, count) == fuzz::code(expected), "the queue is the page's, or no room");
    require(hxws_queue_assign(number, count + 1) == fuzz::code(Error::kBadArgument), "more than the text is refused");
    check_count(number);
  }

  // All that waits goes out, in order.
  void drain(std::int32_t number) {
    const Told flush = {Event::kFlush, 0, 1, true};
    for (std::size_t left = connections_[number].queue.size(); left > 0; --left) {
      tell(number, flush);
      pop(number);
    }
    tell(number, flush);
    require(!connections_[number].flushing, "an empty queue ends the flush");
  }

  // What follows a trap: a new connection is told what the lost one remembered, and its queue. All rules hold on.
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
    give_queue(number);
  }

  void give_queue(std::int32_t number) {
    const std::deque<Message>& queue = connections_[number].queue;
    const auto count = static_cast<std::uint32_t>(queue.size());
    auto* records = static_cast<Message*>(hxws_text(count * static_cast<std::uint32_t>(sizeof(Message))));
    require(records != nullptr, "there is memory");
    std::copy(queue.begin(), queue.end(), records);
    require(hxws_queue_assign(number, count) == 0, "there is room for what was there");
    check_count(number);
  }

  void ask_nobody() {
    const auto number = input_.ConsumeIntegral<std::int32_t>();
    if (connections_.count(number) > 0) return;
    const std::int32_t gone = fuzz::code(Error::kNotFound);
    require(hxws_connection_step(number, 0, 0, 0, 1) == gone, "nobody has that number");
    require(hxws_queue_push(number, 1, 1) == gone && hxws_queue_pop(number) == gone, "nobody has that number");
    require(hxws_queue_assign(number, 0) == gone && hxws_queue_count(number) == gone, "nobody has that number");
    require(hxws_connection_restore(number, 0) == gone, "nobody has that number");
    hxws_connection_release(number);
  }

  void ask_delay() {
    const auto retry_count = input_.ConsumeIntegral<std::uint32_t>();
    const auto bits = input_.ConsumeIntegral<std::uint64_t>();
    double random = 0;
    std::memcpy(&random, &bits, sizeof random);
    const double delay = hxws_backoff_delay(retry_count, random);
    const double longest = 1000 * static_cast<double>(1U << std::min(retry_count, 6U));
    require(delay >= 0 && delay <= longest, "a delay lies between nothing and its longest, whatever the random number");
  }

  void check_count(std::int32_t number) {
    const auto count = static_cast<std::size_t>(hxws_queue_count(number));
    require(count == connections_[number].queue.size(), "the queue is as long as it should be");
  }

  FuzzedDataProvider& input_;
  std::map<std::int32_t, Known> connections_;
};

}  // namespace

// The memory is the same for every input, so that what fails fails again alone.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  const std::int32_t connection = hxws_connection_create();
  require(hxws_queue_push(connection, 0, 0) == 0 && hxws_text(1) != nullptr, "there is memory");
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
