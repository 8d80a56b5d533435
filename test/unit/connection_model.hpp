// What a connection should answer, said once more: slow and plain, from its description, without its code. It keeps
// lists where that counts, and copies where that remembers handles.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <vector>

#include "connection.hpp"

class ConnectionModel {
 public:
  using Action = hxws::ConnectionAction;
  using Event = hxws::ConnectionEvent;
  using State = hxws::ConnectionState;

  struct Message {
    std::int32_t handle;
    std::uint32_t size;
    double since;
  };

  struct Answer {
    Action action = Action::kNothing;
    bool abandon = false;
    std::int32_t handle = -1;
  };

  explicit ConnectionModel(const hxws::Policy& policy) : policy_(policy) {}

  State state = State::kIdle;
  std::uint32_t generation = 0;
  std::uint32_t retries = 0;
  std::deque<Message> waiting;
  std::deque<Message> sent;  // and not acknowledged

  Answer step(Event event, std::uint32_t subject, std::int32_t value, bool attached, double now) {
    now_ = now;
    attached_ = attached;
    const bool newest = subject == generation;
    const bool lives = state != State::kRemoved;
    switch (event) {
      case Event::kConnect:
        return attached && lives ? attempt() : Answer{};
      case Event::kFailed:
        return newest && lives ? failed(value == 1) : Answer{};
      case Event::kOpen:
        return newest && lives && !is_put_away() ? opened() : Answer{Action::kDiscard};
      case Event::kMessage:
        return newest && lives ? heard() : Answer{};
      case Event::kClose:
        if (newest) return lives ? closed(value) : Answer{Action::kAnnounce};
        return {left_open_ == subject ? Action::kAnnounce : Action::kNothing};
      case Event::kError:
        return {newest && !is_put_away() ? Action::kAnnounce : Action::kNothing};
      case Event::kTimer:
        if (!newest || state != State::kWaiting) return {};
        return attached ? retry() : removed();
      case Event::kRemove:
        return removed();
      case Event::kSend:
        return send(subject, value);
      case Event::kFlush:
        return flush(value);
      case Event::kFlushed:
        flushing_ = false;
        return {};
      case Event::kTick:
        return tick();
      case Event::kWake:
        if (!attached || state != State::kWaiting) return {};
        return value == 0 ? retry() : Answer{Action::kSoon};
      case Event::kSlept:
        return attached && policy_.stale_after > 0 && value >= policy_.stale_after ? slept() : Answer{};
      case Event::kHide:
        if (state != State::kConnecting && state != State::kOpen && state != State::kWaiting) return {};
        return put_away(State::kPaused);
      case Event::kShow:
        return attached && state == State::kPaused ? attempt() : Answer{};
      case Event::kStop:
        return lives ? put_away(State::kStopped) : Answer{};
      case Event::kSent:
        if (policy_.acknowledged == 1) sent.push_back({value, subject, now});
        return {};
      case Event::kAcked:
        return acknowledged(value);
    }
    return {};
  }

  // Milliseconds to the first deadline, or -1.
  double sleep() const {
    std::vector<double> deadlines;
    if (state == State::kConnecting && policy_.connect_timeout > 0) {
      deadlines.push_back(begun_ + policy_.connect_timeout);
    }
    if (state == State::kOpen) {
      if (drain_) deadlines.push_back(*drain_);
      if (policy_.heartbeat > 0) deadlines.push_back(heartbeat_due());
      if (policy_.ack_timeout > 0) {
        for (const Message& message : sent) {
          if (told_late_.count(message.handle) == 0) deadlines.push_back(message.since + policy_.ack_timeout);
        }
      }
    }
    if (deadlines.empty()) return -1;
    return std::max(0.0, *std::min_element(deadlines.begin(), deadlines.end()) - now_);
  }

  bool is_within_limits() const { return !exceeds(waiting.size() + sent.size(), bytes(waiting) + bytes(sent)); }

 private:
  bool is_put_away() const { return state == State::kPaused || state == State::kStopped; }

  double heartbeat_due() const {
    return asks_.empty() ? heard_at_ + policy_.heartbeat : asks_.back() + policy_.heartbeat_timeout;
  }

  static std::uint64_t bytes(const std::deque<Message>& messages) {
    std::uint64_t sum = 0;
    for (const Message& message : messages) sum += message.size;
    return sum;
  }

  bool exceeds(std::size_t count, std::uint64_t sum) const {
    const bool many = policy_.max_messages > 0 && count > static_cast<std::size_t>(policy_.max_messages);
    return many || (policy_.max_bytes > 0 && sum > static_cast<std::uint64_t>(policy_.max_bytes));
  }

  // The socket is let go by this side, or has ended.
  void leave(bool by_itself) {
    if (state != State::kOpen) return;
    if (!by_itself) left_open_ = generation;
    if (now_ - opened_at_ >= policy_.min_uptime) retries = 0;
  }

  Answer attempt() {
    const bool abandon = state == State::kConnecting || state == State::kOpen;
    leave(false);
    state = State::kConnecting;
    begun_ = now_;
    drain_.reset();
    ++generation;
    return {Action::kAttempt, abandon};
  }

  Answer retry() {
    ++retries;
    return attempt();
  }

  Answer put_away(State how) {
    leave(false);
    state = how;
    return {Action::kShut};
  }

  Answer removed() {
    state = State::kRemoved;
    waiting.clear();
    sent.clear();
    return {Action::kShut};
  }

  Answer failed(bool again) {
    if (again) return closed(1006);
    if (!is_put_away()) state = State::kClosed;
    return {};
  }

  Answer opened() {
    state = State::kOpen;
    if (policy_.min_uptime == 0) retries = 0;
    opened_at_ = heard_at_ = now_;
    asks_.clear();
    again_.clear();
    for (const Message& message : sent) again_.push_back(message.handle);
    return {Action::kFlush};
  }

  Answer heard() {
    asks_.clear();
    heard_at_ = now_;
    return {Action::kAnnounce};
  }

  Answer closed(std::int32_t code) {
    if (is_put_away() || state == State::kWaiting) return {Action::kAnnounce};
    leave(true);
    const std::int32_t* end = policy_.codes + policy_.code_count;
    const bool retried_code = std::find(policy_.codes, end, code) != end;
    const bool enough = policy_.max_attempts >= 0 && retries >= static_cast<std::uint32_t>(policy_.max_attempts);
    const bool again = attached_ && retried_code && !enough;
    state = again ? State::kWaiting : State::kClosed;
    return {again ? Action::kRetry : Action::kAnnounce};
  }

  Answer slept() {
    if (state == State::kWaiting) return retry();
    if (state == State::kConnecting) return attempt();
    if (state != State::kOpen) return {};
    if (policy_.heartbeat == 0) return attempt();
    if (asks_.size() < 2) return ask();
    return now_ < heartbeat_due() ? Answer{} : attempt();
  }

  Answer ask() {
    asks_.push_back(now_);
    return {Action::kAsk};
  }

  Answer acknowledged(std::int32_t handle) {
    const auto is_it = [&](const Message& message) { return message.handle == handle; };
    const auto found = std::find_if(sent.begin(), sent.end(), is_it);
    if (found == sent.end()) return {};
    sent.erase(found);
    again_.erase(std::remove(again_.begin(), again_.end(), handle), again_.end());
    return {Action::kAnnounce};
  }

  bool clogged(std::int32_t buffered) const { return policy_.max_buffered > 0 && buffered > policy_.max_buffered; }

  Answer send(std::uint32_t size, std::int32_t buffered) {
    const bool can = buffered >= 0 && !flushing_;
    const bool ordered = policy_.max_buffered > 0 || policy_.acknowledged == 1;
    const bool first = again_.empty() && (!ordered || waiting.empty());
    const bool at_once = can && first && !clogged(buffered);
    if (can && first) drain_.reset();
    if (can && !at_once && !drain_) drain_ = now_ + 50;
    if (at_once && policy_.acknowledged == 0) return {Action::kSend};
    if (!exceeds(waiting.size() + sent.size() + 1, bytes(waiting) + bytes(sent) + size)) {
      return {at_once ? Action::kSend : Action::kEnqueue};
    }
    const bool helps = !waiting.empty() && !exceeds(sent.size() + 1, bytes(sent) + size);
    if (policy_.drop_oldest == 0 || !helps) return {Action::kRefuse};
    return {Action::kDropFront, false, waiting.front().handle};
  }

  Answer flush(std::int32_t buffered) {
    flushing_ = false;
    drain_.reset();
    if (buffered < 0) return {};
    if (clogged(buffered)) {
      drain_ = now_ + 50;
      return {};
    }
    if (!again_.empty()) {
      flushing_ = true;
      const std::int32_t handle = again_.front();
      again_.pop_front();
      return {Action::kSendAgain, false, handle};
    }
    if (waiting.empty()) return {};
    flushing_ = true;
    const bool old = policy_.time_to_live > 0 && now_ - waiting.front().since > policy_.time_to_live;
    return {old ? Action::kDropFront : Action::kSendFront, false, waiting.front().handle};
  }

  Answer tick() {
    if (state == State::kConnecting && policy_.connect_timeout > 0 && now_ - begun_ >= policy_.connect_timeout) {
      return {closed(1006).action == Action::kRetry ? Action::kRetry : Action::kGiveUp, true};
    }
    if (state != State::kOpen) return {};
    if (drain_ && *drain_ <= now_) return {Action::kFlush};
    if (policy_.ack_timeout > 0) {
      for (const Message& message : sent) {
        if (now_ - message.since >= policy_.ack_timeout && told_late_.insert(message.handle).second) {
          return {Action::kAnnounce, false, message.handle};
        }
      }
    }
    if (policy_.heartbeat == 0 || now_ < heartbeat_due()) return {};
    const bool held_back = !asks_.empty() && now_ - asks_.back() > 2 * policy_.heartbeat_timeout;
    if (asks_.empty() || (held_back && asks_.size() == 1)) return ask();
    return attached_ ? attempt() : removed();
  }

  const hxws::Policy policy_;
  double now_ = 0;
  bool attached_ = true;
  bool flushing_ = false;
  double begun_ = 0;
  double opened_at_ = 0;
  double heard_at_ = 0;
  std::uint32_t left_open_ = 0;
  std::optional<double> drain_;
  std::vector<double> asks_;        // without an answer
  std::deque<std::int32_t> again_;  // to be sent again on this socket
  std::set<std::int32_t> told_late_;
};
