// The little of a C and C++ runtime that the core calls and that is smaller here than in the SDK's libraries: without
// it the module would import functions and carry malloc, printf for floating point and stdio.
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <new>

#include "arena.hpp"

// Standard library code is linked that could allocate by itself; nothing the core calls does. In the arena it would do
// no harm, and out of memory there is a defect: trap rather than return null.
void* operator new(std::size_t size) {
  void* memory = hxws::arena_allocate(size);
  if (memory == nullptr) __builtin_trap();
  return memory;
}
void operator delete(void* /*memory*/) noexcept {}
void operator delete(void* /*memory*/, std::size_t /*size*/) noexcept {}

extern "C" {

// pugixml's default functions, which nothing calls: fragments.cpp gives it the arena's.
void* malloc(std::size_t size) { return hxws::arena_allocate(size); }
void free(void* /*memory*/) {}

// Shorter than the SDK's, which has a way for each alignment: WebAssembly's engines take any.
void* memcpy(void* to, const void* from, std::size_t size) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t)) {
    std::uint64_t word;
    __builtin_memcpy_inline(&word, in, sizeof word);
    __builtin_memcpy_inline(out, &word, sizeof word);
    in += sizeof word;
    out += sizeof word;
  }
  for (; size > 0; --size) *out++ = *in++;
  return to;
}

std::size_t strlen(const char* text) {
  const char* end = text;
  while (*end != '\0') ++end;
  return static_cast<std::size_t>(end - text);
}

// What the SDK's library imports from the host to end the process. There is no process: a call is a defect.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the SDK's name
[[noreturn]] void __wasi_proc_exit(std::uint32_t /*status*/) { __builtin_trap(); }

// nlohmann::json prints control characters with the formats "\\u%04x" and "\\u%04x\\u%04x" and nothing else.
int snprintf(char* out, std::size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::size_t written = 0;
  for (; *format != '\0' && written + 1 < size; ++format) {
    if (*format != '%') {
      out[written++] = *format;
      continue;
    }
    const unsigned value = va_arg(arguments, unsigned);
    for (int shift = 12; shift >= 0 && written + 1 < size; shift -= 4) {
      out[written++] = "0123456789abcdef"[(value >> shift) & 0xF];
    }
    format += 3;
  }
  va_end(arguments);
  out[written] = '\0';
  return static_cast<int>(written);
}

}  // extern "C"
