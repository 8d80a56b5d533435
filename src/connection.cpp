#include "connection.hpp"

namespace hxws {
namespace {

constexpr std::int32_t kAbnormalClosure = 1006;
constexpr std::int32_t kInternalError = 1011;
constexpr std::int32_t kServiceRestart = 1012;
constexpr std::int32_t kTryAgainLater = 1013;

}  // namespace

bool is_retry_code(std::int32_t close_code) {
  return close_code == kAbnormalClosure || close_code == kInternalError || close_code == kServiceRestart ||
         close_code == kTryAgainLater;
}

ConnectionStep Connection::step(ConnectionEvent event, std::uint32_t generation, std::int32_t value, bool attached) {
  const bool current = generation == memory_.generation && memory_.state != ConnectionState::kRemoved;
  switch (event) {
    case ConnectionEvent::kConnect:
      return attached && memory_.state != ConnectionState::kRemoved ? attempt() : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kFailed:
      if (current) memory_.state = ConnectionState::kClosed;
      return answer(ConnectionAction::kNothing);
    case ConnectionEvent::kOpen:
      if (!current) return answer(ConnectionAction::kDiscard);
      memory_.state = ConnectionState::kOpen;
      memory_.retry_count = 0;
      return answer(ConnectionAction::kFlush);
    case ConnectionEvent::kMessage:
      return answer(current ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    case ConnectionEvent::kError:
      return answer(generation == memory_.generation ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    case ConnectionEvent::kClose:
      return close(generation, value, attached);
    case ConnectionEvent::kTimer:
      return timer(generation, attached);
    case ConnectionEvent::kRemove:
      return remove();
    case ConnectionEvent::kSend:
      return answer(value != 0 && memory_.flushing == 0 ? ConnectionAction::kSend : ConnectionAction::kEnqueue);
    case ConnectionEvent::kFlush:
      return flush(value != 0);
    case ConnectionEvent::kFlushed:
      memory_.flushing = 0;
      return answer(ConnectionAction::kNothing);
  }
  return answer(ConnectionAction::kNothing);
}

ConnectionStep Connection::answer(ConnectionAction action) const {
  return {action, memory_.generation, memory_.retry_count, false, Queue::kNoHandle};
}

ConnectionStep Connection::attempt() {
  const bool abandon = memory_.state == ConnectionState::kConnecting || memory_.state == ConnectionState::kOpen;
  if (memory_.state == ConnectionState::kOpen) memory_.replaced_open = memory_.generation;
  memory_.state = ConnectionState::kConnecting;
  ++memory_.generation;
  ConnectionStep step = answer(ConnectionAction::kAttempt);
  step.abandon = abandon;
  return step;
}

ConnectionStep Connection::close(std::uint32_t generation, std::int32_t close_code, bool attached) {
  if (generation != memory_.generation) {
    return answer(generation == memory_.replaced_open ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
  }
  // Removed: the page hears of the end. Waiting: a socket that reports its end twice must not start a second timer.
  if (memory_.state == ConnectionState::kRemoved || memory_.state == ConnectionState::kWaiting) {
    return answer(ConnectionAction::kAnnounce);
  }
  const bool retry = attached && is_retry_code(close_code);
  memory_.state = retry ? ConnectionState::kWaiting : ConnectionState::kClosed;
  return answer(retry ? ConnectionAction::kRetry : ConnectionAction::kAnnounce);
}

ConnectionStep Connection::timer(std::uint32_t generation, bool attached) {
  if (memory_.state != ConnectionState::kWaiting || generation != memory_.generation)
    return answer(ConnectionAction::kNothing);
  if (!attached) return remove();
  ++memory_.retry_count;
  return attempt();
}

ConnectionStep Connection::remove() {
  memory_.state = ConnectionState::kRemoved;
  return answer(ConnectionAction::kShut);
}

ConnectionStep Connection::flush(bool open) {
  memory_.flushing = open && queue_.count() > 0 ? 1 : 0;
  if (memory_.flushing == 0) return answer(ConnectionAction::kNothing);
  ConnectionStep step = answer(ConnectionAction::kSendFront);
  step.handle = queue_.front();
  return step;
}

}  // namespace hxws
