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
  const bool current = generation == generation_ && state_ != ConnectionState::kRemoved;
  switch (event) {
    case ConnectionEvent::kConnect:
      return attached && state_ != ConnectionState::kRemoved ? attempt() : answer(ConnectionAction::kNothing);
    case ConnectionEvent::kFailed:
      if (current) state_ = ConnectionState::kClosed;
      return answer(ConnectionAction::kNothing);
    case ConnectionEvent::kOpen:
      if (!current) return answer(ConnectionAction::kDiscard);
      state_ = ConnectionState::kOpen;
      retry_count_ = 0;
      return answer(ConnectionAction::kFlush);
    case ConnectionEvent::kMessage:
      return answer(current ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    case ConnectionEvent::kError:
      return answer(generation == generation_ ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
    case ConnectionEvent::kClose:
      return close(generation, value, attached);
    case ConnectionEvent::kTimer:
      return timer(generation, attached);
    case ConnectionEvent::kRemove:
      return remove();
    case ConnectionEvent::kSend:
      return answer(value != 0 && !flushing_ ? ConnectionAction::kSend : ConnectionAction::kEnqueue);
    case ConnectionEvent::kFlush:
      return flush(value != 0);
    case ConnectionEvent::kFlushed:
      flushing_ = false;
      return answer(ConnectionAction::kNothing);
  }
  return answer(ConnectionAction::kNothing);
}

ConnectionStep Connection::answer(ConnectionAction action) const {
  return {action, generation_, retry_count_, false, Queue::kNoHandle};
}

ConnectionStep Connection::attempt() {
  const bool abandon = state_ == ConnectionState::kConnecting || state_ == ConnectionState::kOpen;
  if (state_ == ConnectionState::kOpen) replaced_open_ = generation_;
  state_ = ConnectionState::kConnecting;
  ++generation_;
  ConnectionStep step = answer(ConnectionAction::kAttempt);
  step.abandon = abandon;
  return step;
}

ConnectionStep Connection::close(std::uint32_t generation, std::int32_t close_code, bool attached) {
  if (generation != generation_) {
    return answer(generation == replaced_open_ ? ConnectionAction::kAnnounce : ConnectionAction::kNothing);
  }
  // Removed: the page hears of the end. Waiting: a socket that reports its end twice must not start a second timer.
  if (state_ == ConnectionState::kRemoved || state_ == ConnectionState::kWaiting) {
    return answer(ConnectionAction::kAnnounce);
  }
  const bool retry = attached && is_retry_code(close_code);
  state_ = retry ? ConnectionState::kWaiting : ConnectionState::kClosed;
  return answer(retry ? ConnectionAction::kRetry : ConnectionAction::kAnnounce);
}

ConnectionStep Connection::timer(std::uint32_t generation, bool attached) {
  if (state_ != ConnectionState::kWaiting || generation != generation_) return answer(ConnectionAction::kNothing);
  if (!attached) return remove();
  ++retry_count_;
  return attempt();
}

ConnectionStep Connection::remove() {
  state_ = ConnectionState::kRemoved;
  return answer(ConnectionAction::kShut);
}

ConnectionStep Connection::flush(bool open) {
  flushing_ = open && queue_.count() > 0;
  if (!flushing_) return answer(ConnectionAction::kNothing);
  ConnectionStep step = answer(ConnectionAction::kSendFront);
  step.handle = queue_.front();
  return step;
}

}  // namespace hxws
