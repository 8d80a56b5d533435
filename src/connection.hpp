// One connection's life as a state machine without sockets, timers or randomness: what happened, and when, goes in; the
// one thing to do next comes out, and how long to sleep unless something else happens.
//
//   kIdle --connect--> kConnecting --open--> kOpen
//                       ^       |              |
//                 timer |       | close        | close
//                       |       v              v
//                      kWaiting <--retry code-- ? --else--> kClosed
//
// From anywhere: remove to kRemoved, stop to kStopped (the page closes it), hide to kPaused (until the page shows).
//
// Each attempt has a generation. A socket's events carry the generation of the attempt that made it, so what a replaced
// socket still says is recognized as stale and changes nothing.
#pragma once

#include <cstdint>

#include "policy.hpp"
#include "queue.hpp"

namespace hxws {

enum class ConnectionState : std::int32_t {
  kIdle = 0,
  kConnecting = 1,
  kOpen = 2,
  kWaiting = 3,  // for the timer of the next attempt
  kClosed = 4,   // for good, until somebody connects again
  kRemoved = 5,  // its element is gone
  kPaused = 6,   // closed while the page is hidden
  kStopped = 7,  // closed by the page
};

// What happened. `subject` is the generation of the attempt that it is about, and `value` 0, where nothing else is
// said.
enum class ConnectionEvent : std::int32_t {
  kConnect = 0,   // the element was processed, or the page asks for a new connection
  kFailed = 1,    // the attempt could not even be made; value: 1 when it may be made again
  kOpen = 2,      // the socket opened
  kMessage = 3,   // a message came
  kClose = 4,     // the socket closed; value: its close code (RFC 6455, section 7.4)
  kError = 5,     // the socket reported an error; a close follows
  kTimer = 6,     // the time to the next attempt is over
  kRemove = 7,    // the element left the page
  kSend = 8,      // the page wants to send; subject: the message's size; value: see kFlush
  kFlush = 9,     // send the next message, if it can be; value: what the open socket buffers, in bytes; -1: not open
  kFlushed = 10,  // no more is sent for now
  kTick = 11,     // the sleep that the last step asked for is over
  kWake = 12,     // the page is visible or online again; value: 1 when many pages may be at the same moment
  kSlept = 13,    // no script ran; value: for how many milliseconds
  kHide = 14,     // the page goes, for a while or for ever
  kShow = 15,     // it is back
  kStop = 16,     // the page closes the connection
  kSent = 17,     // subject: the message's size; value: its handle, above those before. Where messages are acknowledged
  kAcked = 18,    // subject: 0; value: the handle of a message that the server has
};

// What to do next.
enum class ConnectionAction : std::int32_t {
  kNothing = 0,
  kDiscard = 1,     // close the socket that the event came from: it was replaced or let go
  kAttempt = 2,     // open a socket for the new generation; `abandon` says what to let go first
  kAnnounce = 3,    // tell the page of the event, no more
  kFlush = 4,       // tell the page, then send what is queued
  kRetry = 5,       // set a timer by backoff, then tell the page
  kShut = 6,        // close the socket and stop the timer
  kSend = 7,        // send at once
  kEnqueue = 8,     // put the message at the queue's end
  kSendFront = 9,   // send the queue's oldest message, whose handle is `handle`
  kAsk = 10,        // send a heartbeat
  kSoon = 11,       // let the timer of the next attempt ring within a second
  kSendAgain = 12,  // send the message without acknowledgement whose handle is `handle`
  kRefuse = 13,     // the queue is full: drop the message
  kDropFront = 14,  // the queue is full or its oldest message too old: drop that, whose handle is `handle`; ask again
  kGiveUp = 15,     // close the socket of the attempt: its close, or a new attempt, is all that still comes of it
};

struct ConnectionStep {
  ConnectionAction action;
  std::uint32_t generation;   // of the newest attempt
  std::uint32_t retry_count;  // attempts since it was last open that the timer started
  bool abandon;         // kAttempt, kRetry, kGiveUp: a socket of an earlier attempt is still alive and must be closed
  std::int32_t handle;  // kSendFront and the like: the message; else Queue::kNoHandle
  double sleep;         // milliseconds to kTick, unless another step says otherwise before; -1: for ever
};

// What a connection knows, its policy and its queues apart: plain words, so that they can be kept outside and given to
// another instance.
struct ConnectionMemory {
  ConnectionState state = ConnectionState::kIdle;
  std::uint32_t generation = 0;
  std::uint32_t retry_count = 0;
  std::uint32_t replaced_open = 0;  // the last generation that was replaced while open: its close is still announced
  std::uint32_t flushing = 0;       // 1 while the queue is being sent
  std::int32_t sent_again = Queue::kNoHandle;  // the last handle that was sent again on this socket
  std::uint32_t sends_again = 0;               // 1 until all were
  std::int32_t asked = 0;                      // heartbeats without an answer
  std::int32_t told_late = Queue::kNoHandle;   // the last handle whose acknowledgement was told to be missing
  std::int32_t round_trip = -1;                // milliseconds that the last heartbeat took; -1: there was none
  double since = 0;                            // when the attempt began, and when it opened
  double heard = 0;                            // when the server was last heard
  double asked_at = 0;
  double drains_at = 0;  // when to look again at what the socket buffers; 0: not at all
};

class Connection {
 public:
  // `now` is milliseconds of any clock that also counts while the machine sleeps. `attached` tells whether the element
  // is still in the page. Never fails.
  ConnectionStep step(ConnectionEvent event, std::uint32_t subject, std::int32_t value, bool attached, double now);

  ConnectionState state() const { return memory_.state; }
  const ConnectionMemory& memory() const { return memory_; }
  // Goes on where the connection stood whose memory this was.
  void restore(const ConnectionMemory& memory) { memory_ = memory; }
  const Policy& policy() const { return policy_; }
  void set_policy(const Policy& policy) { policy_ = policy; }

  // What waits to be sent.
  Queue& queue() { return queue_; }
  // What was sent and waits for its acknowledgement.
  Queue& unacknowledged() { return unacknowledged_; }

 private:
  ConnectionStep respond(ConnectionEvent event, std::uint32_t subject, std::int32_t value, bool attached);
  ConnectionStep respond_to_socket(ConnectionEvent event, std::uint32_t generation, std::int32_t value, bool attached);
  ConnectionStep answer(ConnectionAction action) const;
  ConnectionStep answer(ConnectionAction action, std::int32_t handle) const;
  ConnectionStep attempt();
  ConnectionStep retry_now();
  ConnectionStep opened();
  ConnectionStep heard();
  ConnectionStep close(std::uint32_t generation, std::int32_t close_code, bool attached);
  ConnectionStep end(std::int32_t close_code, bool attached);
  ConnectionStep timer(std::uint32_t generation, bool attached);
  ConnectionStep remove();
  ConnectionStep wake(bool crowded);
  ConnectionStep slept(std::int32_t gap);
  ConnectionStep hide();
  ConnectionStep stop();
  ConnectionStep send(std::uint32_t size, std::int32_t buffered);
  ConnectionStep make_room(std::uint32_t size) const;
  ConnectionStep flush(std::int32_t buffered);
  ConnectionStep tick(bool attached);
  ConnectionStep ask();
  ConnectionStep beat(bool attached);
  ConnectionStep unanswered(bool attached);

  bool is_alive() const;
  bool is_let_go() const;
  void leave_socket();
  void forget_retries();
  bool is_behind() const;
  bool exceeds(std::uint64_t count, std::uint64_t bytes) const;
  bool is_clogged(std::int32_t buffered);
  const QueuedMessage* late_message() const;
  double next_deadline() const;

  Policy policy_;
  ConnectionMemory memory_;
  Queue queue_;
  Queue unacknowledged_;
  double now_ = 0;  // of the present step
};

}  // namespace hxws
