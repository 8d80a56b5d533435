// Messages in their order: those that wait for an open connection, and those that wait for the server's
// acknowledgement. The messages themselves stay with the page, which may change its list at any time: the core knows
// each by a handle and its size, and is told of the list's state again (assign) when it has been edited.
#pragma once

#include <cstddef>
#include <cstdint>

#include "error.hpp"

namespace hxws {

struct QueuedMessage {
  std::int32_t handle;  // the page's number for it
  std::uint32_t size;   // in bytes, as far as the page knows
  double since;         // when it came, in milliseconds of any clock
};

// Owns its records, which come from one store for all queues; clear() before the end of its life.
class Queue {
 public:
  static constexpr std::int32_t kNoHandle = -1;

  // Puts a message at the end. kOutOfMemory leaves the queue as it was.
  Error push(QueuedMessage message);

  // Makes the queue hold exactly these messages. kOutOfMemory leaves it as it was.
  Error assign(const QueuedMessage* messages, std::size_t count);

  // The oldest message, or null. It lives until the next change.
  const QueuedMessage* front() const;

  // The oldest message whose handle is above `handle`, or null; for queues whose handles ascend.
  const QueuedMessage* after(std::int32_t handle) const;

  // Takes the oldest message away; nothing when empty.
  void pop();

  // Takes the oldest message of that handle away. False where there is none.
  bool remove(std::int32_t handle);

  void clear();

  std::uint32_t count() const { return count_; }
  // The sum of the sizes.
  std::uint64_t bytes() const { return bytes_; }

 private:
  // Takes a record out that stands behind `before`, or first.
  void take(std::int32_t before, std::int32_t number);

  std::int32_t first_ = -1;
  std::int32_t last_ = -1;
  std::uint32_t count_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace hxws
