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

const QueuedMessage* Queue::front() const { return first_ < 0 ? nullptr : &nodes[first_].message; }

const QueuedMessage* Queue::after(std::int32_t handle) const {
  for (std::int32_t number = first_; number >= 0; number = nodes[number].next) {
    if (nodes[number].message.handle > handle) return &nodes[number].message;
  }
  return nullptr;
}

void Queue::pop() {
  if (first_ >= 0) take(-1, first_);
}

bool Queue::remove(std::int32_t handle) {
  std::int32_t before = -1;
  for (std::int32_t number = first_; number >= 0; before = number, number = nodes[number].next) {
    if (nodes[number].message.handle != handle) continue;
    take(before, number);
    return true;
  }
  return false;
}

void Queue::take(std::int32_t before, std::int32_t number) {
  const Node node = nodes[number];
  nodes.release(number);
  (before < 0 ? first_ : nodes[before].next) = node.next;
  if (last_ == number) last_ = before;
  --count_;
  bytes_ -= node.message.size;
}

void Queue::clear() {
  while (first_ >= 0) pop();
}

}  // namespace hxws
