// What the core answers when it cannot do what was asked. No function throws or aborts on any input.
#pragma once

namespace hxws {

enum class Error : int {
  // The call did what it was asked.
  kNone = 0,
  // The arena's limit or the machine's memory is reached; nothing was changed.
  kOutOfMemory = -1,
  // An argument from the binding is not what the function's header demands: a defect of the binding.
  kBadArgument = -2,
  // No connection, element or attribute has that number.
  kNotFound = -3,
  // The value is no URL that a WebSocket can be opened on from this page.
  kBadUrl = -4,
  // A CSS selector can't be read: where and why is told besides.
  kBadSelector = -5,
  // The text is longer than the function's header allows.
  kTooLarge = -6,
};

}  // namespace hxws
