#include "connection.hpp"

#include <limits>

namespace hxws {
namespace {

constexpr std::int32_t kAbnormalClosure = 1006;

// How often to look whether a socket has sent what it buffered: browsers do not tell.
constexpr double kDrainTime = 50;  // milliseconds

constexpr double kLongestRoundTrip = 3'600'000;

// Heartbeats without an answer, when the first was not waited for as it should be.
constexpr std::int32_t kMostAsked = 2;

constexpr double kNever = std::numeric_limits<double>::infinity();

constexpr bool is_of_socket(ConnectionEvent event) {
  return event >= ConnectionEvent::kFailed && event <= ConnectionEvent::kTimer;
}

}  // namespace

ConnectionStep Connection::step(ConnectionEvent event, std::uint32_t subject, std::int32_t value, bool attached,
                                double now) {
  now_ = now;
  ConnectionStep step = is_of_socket(event) ? respond_to_socket(event, subject, value, attached)
                                            : respond(event, subject, value, attached);
  const double deadline = next_deadline();
  step.sleep = deadline == kNever ? -1 : deadline > now ? deadline - now : 0;
  return step;
}

ConnectionStep Connection::respond_to_socket(ConnectionEvent event, std::uint32_t generation, std::int32_t value,
                                             bool attached) {
  const bool current = generation == memory_.generation && memory_.state != ConnectionState::kRemoved;
  switch (event) {
    case ConnectionEvent::kFailed:
      if (current && value != 0) return close(generation, kAbnormalClosure, attached);
      if (current && !is_let_go()) memory_.state = ConnectionState::kClosed;
      return answer(ConnectionAction::kNothing);
    case ConnectionEvent::kOpen:
      return current && !is_let_go() ? opened() : answer(ConnectionAction::kDiscard);
    case ConnectionEvent::kMessage:
      return current ? heard() : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kError: {
      const bool told = generation == memory_.generation && !is_let_go();
      return answer(told ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    }
    case ConnectionEvent::kClose:
      return close(generation, value, attached);
    default:
      return timer(generation, attached);
  }
}

ConnectionStep Connection::respond(ConnectionEvent event, std::uint32_t subject, std::int32_t value, bool attached) {
  switch (event) {
    case ConnectionEvent::kConnect:
      return attached && memory_.state != ConnectionState::kRemoved ? attempt() : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kRemove:
      return remove();
    case ConnectionEvent::kSend:
      return send(subject, value);
    case ConnectionEvent::kFlush:
      return flush(value);
    case ConnectionEvent::kFlushed:
      memory_.flushing = 0;
      return answer(ConnectionAction::kNothing);
    case ConnectionEvent::kTick:
      return tick(attached);
    case ConnectionEvent::kWake:
      return attached ? wake(value != 0) : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kSlept:
      return attached ? slept(value) : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kHide:
      return hide();
    case ConnectionEvent::kShow:
      return attached && memory_.state == ConnectionState::kPaused ? attempt() : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kStop:
      return stop();
    case ConnectionEvent::kSent:
      if (policy_.acknowledged != 0) unacknowledged_.push({value, subject, now_});
      return answer(ConnectionAction::kNothing);
    case ConnectionEvent::kAcked:
      return answer(unacknowledged_.remove(value) ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    default:
      return answer(ConnectionAction::kNothing);
  }
}

ConnectionStep Connection::answer(ConnectionAction action) const { return answer(action, Queue::kNoHandle); }

ConnectionStep Connection::answer(ConnectionAction action, std::int32_t handle) const {
  return {action, memory_.generation, memory_.retry_count, false, handle, -1};
}

bool Connection::is_alive() const {
  return memory_.state == ConnectionState::kConnecting || memory_.state == ConnectionState::kOpen;
}

bool Connection::is_let_go() const {
  return memory_.state == ConnectionState::kPaused || memory_.state == ConnectionState::kStopped;
}

// The open socket, if there is one, is given up by this side: all that it still says is that it has closed.
void Connection::leave_socket() {
  if (memory_.state != ConnectionState::kOpen) return;
  memory_.replaced_open = memory_.generation;
  forget_retries();
}

void Connection::forget_retries() {
  if (now_ - memory_.since >= policy_.min_uptime) memory_.retry_count = 0;
}

ConnectionStep Connection::attempt() {
  const bool abandon = is_alive();
  leave_socket();
  memory_.state = ConnectionState::kConnecting;
  memory_.since = now_;
  memory_.drains_at = 0;
  ++memory_.generation;
  ConnectionStep step = answer(ConnectionAction::kAttempt);
  step.abandon = abandon;
  return step;
}

ConnectionStep Connection::retry_now() {
  ++memory_.retry_count;
  return attempt();
}

ConnectionStep Connection::opened() {
  memory_.state = ConnectionState::kOpen;
  if (policy_.min_uptime == 0) memory_.retry_count = 0;
  memory_.since = now_;
  memory_.heard = now_;
  memory_.asked = 0;
  memory_.sends_again = 1;
  memory_.sent_again = Queue::kNoHandle;
  return answer(ConnectionAction::kFlush);
}

ConnectionStep Connection::heard() {
  const double round_trip = now_ - memory_.asked_at;
  // Clocks are set: what can't be is not told.
  if (memory_.asked > 0 && round_trip >= 0 && round_trip < kLongestRoundTrip) {
    memory_.round_trip = static_cast<std::int32_t>(round_trip);
  }
  memory_.asked = 0;
  memory_.heard = now_;
  return answer(ConnectionAction::kAnnounce);
}

ConnectionStep Connection::close(std::uint32_t generation, std::int32_t close_code, bool attached) {
  if (generation != memory_.generation) {
    return answer(generation == memory_.replaced_open ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
  }
  switch (memory_.state) {
    // Waiting: a socket that reports its end twice must not start a second timer. Else it was meant to end.
    case ConnectionState::kWaiting:
    case ConnectionState::kRemoved:
    case ConnectionState::kPaused:
    case ConnectionState::kStopped:
      return answer(ConnectionAction::kAnnounce);
    default:
      return end(close_code, attached);
  }
}

ConnectionStep Connection::end(std::int32_t close_code, bool attached) {
  if (memory_.state == ConnectionState::kOpen) forget_retries();
  const bool may = policy_.max_attempts == Policy::kUnlimited ||
                   memory_.retry_count < static_cast<std::uint32_t>(policy_.max_attempts);
  const bool retry = attached && may && policy_.is_retry_code(close_code);
  memory_.state = retry ? ConnectionState::kWaiting : ConnectionState::kClosed;
  return answer(retry ? ConnectionAction::kRetry : ConnectionAction::kAnnounce);
}

ConnectionStep Connection::timer(std::uint32_t generation, bool attached) {
  if (memory_.state != ConnectionState::kWaiting || generation != memory_.generation)
    return answer(ConnectionAction::kNothing);
  return attached ? retry_now() : remove();
}

ConnectionStep Connection::remove() {
  memory_.state = ConnectionState::kRemoved;
  queue_.clear();
  unacknowledged_.clear();
  return answer(ConnectionAction::kShut);
}

ConnectionStep Connection::wake(bool crowded) {
  if (memory_.state != ConnectionState::kWaiting) return answer(ConnectionAction::kNothing);
  return crowded ? answer(ConnectionAction::kSoon) : retry_now();
}

// A socket that was left alone for so long may be dead without anyone having told.
ConnectionStep Connection::slept(std::int32_t gap) {
  if (policy_.stale_after == 0 || gap < policy_.stale_after) return answer(ConnectionAction::kNothing);
  if (memory_.state == ConnectionState::kWaiting) return retry_now();
  if (memory_.state == ConnectionState::kOpen && policy_.heartbeat > 0) {
    return memory_.asked < kMostAsked ? ask() : beat(true);
  }
  return is_alive() ? attempt() : answer(ConnectionAction::kNothing);
}

ConnectionStep Connection::hide() {
  if (!is_alive() && memory_.state != ConnectionState::kWaiting) return answer(ConnectionAction::kNothing);
  leave_socket();
  memory_.state = ConnectionState::kPaused;
  return answer(ConnectionAction::kShut);
}

ConnectionStep Connection::stop() {
  if (memory_.state == ConnectionState::kRemoved) return answer(ConnectionAction::kNothing);
  leave_socket();
  memory_.state = ConnectionState::kStopped;
  return answer(ConnectionAction::kShut);
}

bool Connection::exceeds(std::uint64_t count, std::uint64_t bytes) const {
  return (policy_.max_messages > 0 && count > static_cast<std::uint32_t>(policy_.max_messages)) ||
         (policy_.max_bytes > 0 && bytes > static_cast<std::uint32_t>(policy_.max_bytes));
}

ConnectionStep Connection::make_room(std::uint32_t size) const {
  // what was sent already can't be given up
  const bool hopeless =
      exceeds(std::uint64_t{unacknowledged_.count()} + 1, std::uint64_t{unacknowledged_.bytes()} + size);
  const QueuedMessage* oldest = policy_.drop_oldest != 0 && !hopeless ? queue_.front() : nullptr;
  return oldest == nullptr ? answer(ConnectionAction::kRefuse) : answer(ConnectionAction::kDropFront, oldest->handle);
}

bool Connection::is_clogged(std::int32_t buffered) {
  const bool clogged = policy_.max_buffered > 0 && buffered > policy_.max_buffered;
  memory_.drains_at = clogged ? now_ + kDrainTime : 0;
  return clogged;
}

// What was sent and not acknowledged, and where order matters what waits, goes before anything new.
bool Connection::is_behind() const {
  const bool ordered = policy_.max_buffered > 0 || policy_.acknowledged != 0;
  return (ordered && queue_.count() > 0) ||
         (memory_.sends_again != 0 && unacknowledged_.after(memory_.sent_again) != nullptr);
}

ConnectionStep Connection::send(std::uint32_t size, std::int32_t buffered) {
  const bool open = buffered >= 0 && memory_.flushing == 0;
  const bool now = open && !is_behind() && !is_clogged(buffered);
  if (open && !now && memory_.drains_at == 0) memory_.drains_at = now_ + kDrainTime;
  if (!now || policy_.acknowledged != 0) {
    const std::uint64_t count = std::uint64_t{queue_.count()} + unacknowledged_.count() + 1;
    if (exceeds(count, queue_.bytes() + unacknowledged_.bytes() + size)) return make_room(size);
  }
  if (!now) return answer(ConnectionAction::kEnqueue);
  // what goes out before the first flush of this socket is not to be sent again by it
  memory_.sends_again = 0;
  return answer(ConnectionAction::kSend);
}

ConnectionStep Connection::flush(std::int32_t buffered) {
  memory_.flushing = 0;
  memory_.drains_at = 0;
  if (buffered < 0 || is_clogged(buffered)) return answer(ConnectionAction::kNothing);
  if (memory_.sends_again != 0) {
    if (const QueuedMessage* again = unacknowledged_.after(memory_.sent_again)) {
      memory_.flushing = 1;
      memory_.sent_again = again->handle;
      return answer(ConnectionAction::kSendAgain, again->handle);
    }
    memory_.sends_again = 0;
  }
  const QueuedMessage* oldest = queue_.front();
  if (oldest == nullptr) return answer(ConnectionAction::kNothing);
  memory_.flushing = 1;
  const bool expired = policy_.time_to_live > 0 && now_ - oldest->since > policy_.time_to_live;
  return answer(expired ? ConnectionAction::kDropFront : ConnectionAction::kSendFront, oldest->handle);
}

ConnectionStep Connection::tick(bool attached) {
  if (memory_.state == ConnectionState::kConnecting && policy_.connect_timeout > 0 &&
      now_ >= memory_.since + policy_.connect_timeout) {
    ConnectionStep step = end(kAbnormalClosure, attached);
    step.abandon = true;
    if (step.action != ConnectionAction::kRetry) step.action = ConnectionAction::kGiveUp;
    return step;
  }
  if (memory_.state != ConnectionState::kOpen) return answer(ConnectionAction::kNothing);
  if (memory_.drains_at != 0 && now_ >= memory_.drains_at) return answer(ConnectionAction::kFlush);
  if (const QueuedMessage* late = late_message(); late != nullptr && now_ >= late->since + policy_.ack_timeout) {
    memory_.told_late = late->handle;
    return answer(ConnectionAction::kAnnounce, late->handle);
  }
  return policy_.heartbeat > 0 ? beat(attached) : answer(ConnectionAction::kNothing);
}

ConnectionStep Connection::beat(bool attached) {
  const bool asked = memory_.asked > 0;
  const double due = asked ? memory_.asked_at + policy_.heartbeat_timeout : memory_.heard + policy_.heartbeat;
  if (!(now_ >= due)) return answer(ConnectionAction::kNothing);
  return asked ? unanswered(attached) : ask();
}

ConnectionStep Connection::ask() {
  ++memory_.asked;
  memory_.asked_at = now_;
  return answer(ConnectionAction::kAsk);
}

// A page whose timers were held back could not hear the answer in time: it asks once more.
ConnectionStep Connection::unanswered(bool attached) {
  const bool late = now_ - memory_.asked_at > 2.0 * policy_.heartbeat_timeout;
  if (late && memory_.asked < kMostAsked) return ask();
  return attached ? attempt() : remove();
}

const QueuedMessage* Connection::late_message() const {
  return policy_.ack_timeout > 0 ? unacknowledged_.after(memory_.told_late) : nullptr;
}

double Connection::next_deadline() const {
  if (memory_.state == ConnectionState::kConnecting) {
    return policy_.connect_timeout > 0 ? memory_.since + policy_.connect_timeout : kNever;
  }
  if (memory_.state != ConnectionState::kOpen) return kNever;
  double deadline = kNever;
  const auto sooner = [&deadline](double other) {
    if (other < deadline) deadline = other;
  };
  if (memory_.drains_at != 0) sooner(memory_.drains_at);
  if (policy_.heartbeat > 0) {
    sooner(memory_.asked > 0 ? memory_.asked_at + policy_.heartbeat_timeout : memory_.heard + policy_.heartbeat);
  }
  if (const QueuedMessage* late = late_message()) sooner(late->since + policy_.ack_timeout);
  return deadline;
}

}  // namespace hxws
