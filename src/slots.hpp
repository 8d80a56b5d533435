// Numbered records that live longer than a call: connections, queued messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

#include "chunk.hpp"

namespace hxws {

// Up to kSlotLimit records of type T, each known by a number from 0. Records are made in blocks that never move, and a
// number given back is used again. T needs a default constructor and no destructor.
// One object of this type is one store; it owns its blocks for the life of the process.
template <typename T>
class Slots {
 public:
  static constexpr std::int32_t kNone = -1;
  static constexpr std::size_t kBlock = 256;
  static constexpr std::size_t kBlocks = 4096;
  static constexpr std::size_t kSlotLimit = kBlock * kBlocks;

  // The number of a fresh record, or kNone when memory or numbers are exhausted.
  std::int32_t take() {
    if (free_ == kNone && !add_block()) return kNone;
    const std::int32_t number = free_;
    Slot& slot = at(number);
    free_ = slot.next_free;
    slot.taken = true;
    new (&slot.value) T();
    return number;
  }

  // The record, or null when no record of that number is in use.
  T* find(std::int32_t number) {
    if (number < 0 || static_cast<std::size_t>(number) >= count_) return nullptr;
    Slot& slot = at(number);
    return slot.taken ? &slot.value : nullptr;
  }

  // The record of a number that is known to be in use.
  T& operator[](std::int32_t number) { return at(number).value; }

  // Gives the record back; a number that is not in use is ignored.
  void release(std::int32_t number) {
    if (find(number) == nullptr) return;
    Slot& slot = at(number);
    slot.taken = false;
    slot.next_free = free_;
    free_ = number;
  }

 private:
  struct Slot {
    T value;
    std::int32_t next_free;
    bool taken;
  };

  Slot& at(std::int32_t number) {
    const auto index = static_cast<std::size_t>(number);
    return blocks_[index / kBlock][index % kBlock];
  }

  bool add_block() {
    if (count_ == kSlotLimit) return false;
    auto* block = static_cast<Slot*>(chunk_allocate(sizeof(Slot) * kBlock));
    if (block == nullptr) return false;
    blocks_[count_ / kBlock] = block;
    for (std::size_t index = kBlock; index-- > 0;) {
      Slot* slot = new (&block[index]) Slot();
      slot->next_free = free_;
      free_ = static_cast<std::int32_t>(count_ + index);
    }
    count_ += kBlock;
    return true;
  }

  Slot* blocks_[kBlocks] = {};
  std::size_t count_ = 0;  // records in all blocks
  std::int32_t free_ = kNone;
};

}  // namespace hxws
