#include "queue.hpp"

#include "slots.hpp"

namespace hxws {
namespace {

struct Node {
  QueuedMessage message;
  std::int32_t next;
};

Slots<Node> nodes;

}  // namespace

Error Queue::push(QueuedMessage message) {
  const std::int32_t number = nodes.take();
  if (number == Slots<Node>::kNone) return Error::kOutOfMemory;
  nodes[number] = {message, -1};
  if (last_ < 0) {
    first_ = number;
  } else {
    nodes[last_].next = number;
  }
  last_ = number;
  ++count_;
  bytes_ += message.size;
  return Error::kNone;
}

Error Queue::assign(const QueuedMessage* messages, std::size_t count) {
  Queue fresh;
  for (std::size_t index = 0; index < count; ++index) {
    if (fresh.push(messages[index]) == Error::kNone) continue;
    fresh.clear();
    return Error::kOutOfMemory;
  }
  clear();
  *this = fresh;
  return Error::kNone;
}

std::int32_t Queue::front() const { return first_ < 0 ? kNoHandle : nodes[first_].message.handle; }

void Queue::pop() {
  if (first_ < 0) return;
  const Node node = nodes[first_];
  nodes.release(first_);
  first_ = node.next;
  if (first_ < 0) last_ = -1;
  --count_;
  bytes_ -= node.message.size;
}

void Queue::clear() {
  while (first_ >= 0) pop();
}

}  // namespace hxws
