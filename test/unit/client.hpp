// A connection with the little that a binding knows: the number of the newest attempt, and what time it is.
#pragma once

#include <cstdint>

#include "connection.hpp"
#include "doctest/doctest.h"

constexpr std::int32_t kAbnormal = 1006;
constexpr std::int32_t kNormal = 1000;
constexpr bool kAttached = true;
constexpr bool kDetached = false;
// What a socket buffers, as kSend and kFlush say it.
constexpr std::int32_t kNothingBuffered = 0;
constexpr std::int32_t kNotOpen = -1;

class Client {
 public:
  using Event = hxws::ConnectionEvent;
  using State = hxws::ConnectionState;
  using Step = hxws::ConnectionStep;

  Client() = default;
  explicit Client(const hxws::Policy& policy) { connection_.set_policy(policy); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() {
    connection_.queue().clear();
    connection_.unacknowledged().clear();
  }

  // Something happens to the newest attempt.
  Step step(Event event, std::int32_t value = 0, bool attached = kAttached) {
    return step_of(generation_, event, value, attached);
  }
  Step step_of(std::uint32_t subject, Event event, std::int32_t value = 0, bool attached = kAttached) {
    const Step step = connection_.step(event, subject, value, attached, now_);
    generation_ = step.generation;
    return step;
  }
  Step send(std::uint32_t size, std::int32_t buffered) { return step_of(size, Event::kSend, buffered); }
  Step flush(std::int32_t buffered = kNothingBuffered) { return step(Event::kFlush, buffered); }
  Step tick(bool attached = kAttached) { return step(Event::kTick, 0, attached); }
  // The page has sent a message of one byte.
  void sent(std::int32_t handle) { step_of(1, Event::kSent, handle); }
  // A message waits that came just now.
  void push(std::int32_t handle, std::uint32_t size = 1) {
    REQUIRE(queue().push({handle, size, now_}) == hxws::Error::kNone);
  }

  // Milliseconds go by, and nothing happens.
  void pass(double milliseconds) { now_ += milliseconds; }
  double now() const { return now_; }

  std::uint32_t generation() const { return generation_; }
  State state() const { return connection_.state(); }
  hxws::Queue& queue() { return connection_.queue(); }
  hxws::Queue& unacknowledged() { return connection_.unacknowledged(); }
  hxws::Connection& connection() { return connection_; }

 private:
  hxws::Connection connection_;
  std::uint32_t generation_ = 0;
  double now_ = 1'000'000;
};

constexpr Client::State kStates[] = {Client::State::kIdle,    Client::State::kConnecting, Client::State::kOpen,
                                     Client::State::kWaiting, Client::State::kClosed,     Client::State::kRemoved,
                                     Client::State::kPaused,  Client::State::kStopped};

inline void bring_to(Client& client, Client::State state) {
  using Event = Client::Event;
  using State = Client::State;
  if (state == State::kIdle) return;
  client.step(Event::kConnect);
  if (state == State::kOpen) client.step(Event::kOpen);
  if (state == State::kWaiting) client.step(Event::kClose, kAbnormal);
  if (state == State::kClosed) client.step(Event::kClose, kNormal);
  if (state == State::kRemoved) client.step(Event::kRemove);
  if (state == State::kPaused) client.step(Event::kHide);
  if (state == State::kStopped) client.step(Event::kStop);
  REQUIRE(client.state() == state);
}
