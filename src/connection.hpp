// One connection's life as a state machine without sockets, clock or randomness: what happened goes in, the one thing
// to do next comes out.
//
//   kIdle --connect--> kConnecting --open--> kOpen
//                       ^       |              |
//                 timer |       | close        | close
//                       |       v              v
//                      kWaiting <--retry code-- ? --else--> kClosed          remove: from anywhere to kRemoved
//
// Each attempt has a generation. A socket's events carry the generation of the attempt that made it, so what a replaced
// socket still says is recognized as stale and changes nothing.
#pragma once

#include <cstdint>

#include "queue.hpp"

namespace hxws {

enum class ConnectionState : std::int32_t {
  kIdle = 0,
  kConnecting = 1,
  kOpen = 2,
  kWaiting = 3,  // for the timer of the next attempt
  kClosed = 4,   // for good, until somebody connects again
  kRemoved = 5,  // its element is gone
};

// What happened. `value` is what the comment says, else 0.
enum class ConnectionEvent : std::int32_t {
  kConnect = 0,   // the element was processed, or the page asks for a new connection
  kFailed = 1,    // the attempt could not even be made (a bad URL)
  kOpen = 2,      // the socket opened
  kMessage = 3,   // a message came
  kClose = 4,     // the socket closed; value: its close code (RFC 6455, section 7.4)
  kError = 5,     // the socket reported an error; a close follows
  kTimer = 6,     // the time to the next attempt is over
  kRemove = 7,    // the element left the page
  kSend = 8,      // the page wants to send; value: 1 when the socket is open
  kFlush = 9,     // send the next queued message, if it can be; value: 1 when the socket is open
  kFlushed = 10,  // no more is sent of the queue for now
};

// What to do next.
enum class ConnectionAction : std::int32_t {
  kNothing = 0,
  kDiscard = 1,    // close the socket that the event came from: it was replaced
  kAttempt = 2,    // open a socket for the new generation; `abandon` says what to let go first
  kAnnounce = 3,   // tell the page of the event, no more
  kFlush = 4,      // tell the page, then send what is queued
  kRetry = 5,      // set a timer by backoff, then tell the page
  kShut = 6,       // close the socket and stop the timer
  kSend = 7,       // send at once
  kEnqueue = 8,    // put the message at the queue's end
  kSendFront = 9,  // send the queue's oldest message, whose handle is `handle`
};

struct ConnectionStep {
  ConnectionAction action;
  std::uint32_t generation;   // of the newest attempt
  std::uint32_t retry_count;  // attempts since it was last open that the timer started
  bool abandon;               // kAttempt: a socket of an earlier attempt is still alive and must be closed
  std::int32_t handle;        // kSendFront: the message; else Queue::kNoHandle
};

// Close codes after which the reference connects again: abnormal closure, internal error, service restart, try again
// later (IANA's WebSocket close code registry).
bool is_retry_code(std::int32_t close_code);

// What a connection knows, its queue apart: plain words, so that they can be kept outside and given to another
// instance.
struct ConnectionMemory {
  ConnectionState state = ConnectionState::kIdle;
  std::uint32_t generation = 0;
  std::uint32_t retry_count = 0;
  std::uint32_t replaced_open = 0;  // the last generation that was replaced while open: its close is still announced
  std::uint32_t flushing = 0;       // 1 while the queue is being sent
};

class Connection {
 public:
  // `generation` is the attempt the event belongs to, ignored by kConnect, kRemove, kSend, kFlush and kFlushed.
  // `attached` tells whether the element is still in the page. Never fails.
  ConnectionStep step(ConnectionEvent event, std::uint32_t generation, std::int32_t value, bool attached);

  ConnectionState state() const { return memory_.state; }
  const ConnectionMemory& memory() const { return memory_; }
  // Goes on where the connection stood whose memory this was.
  void restore(const ConnectionMemory& memory) { memory_ = memory; }
  Queue& queue() { return queue_; }

 private:
  ConnectionStep answer(ConnectionAction action) const;
  ConnectionStep attempt();
  ConnectionStep close(std::uint32_t generation, std::int32_t close_code, bool attached);
  ConnectionStep timer(std::uint32_t generation, bool attached);
  ConnectionStep remove();
  ConnectionStep flush(bool open);

  ConnectionMemory memory_;
  Queue queue_;
};

}  // namespace hxws
