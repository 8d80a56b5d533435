// What the SDK's libraries import from the host. There is no process to end: a call is a defect.
#include <cstddef>
#include <cstdint>

extern "C" {

// NOLINTNEXTLINE(bugprone-reserved-identifier): the SDK's name
[[noreturn]] void __wasi_proc_exit(std::uint32_t /*status*/) { __builtin_trap(); }

void emscripten_notify_memory_growth(std::size_t /*memory*/) {}

}  // extern "C"
