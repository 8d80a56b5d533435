// What wasm/exports.cpp exports, as JavaScript sees it.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

#include "error.hpp"

extern "C" {
std::int32_t hxws_abi_version();
void* hxws_text(std::uint32_t capacity);
void* hxws_output();
std::int32_t hxws_connect_url(std::uint32_t location_size, std::uint32_t value_size);
std::int32_t hxws_socket_url(std::uint32_t location_size, std::uint32_t base_size, std::uint32_t value_size);
std::int32_t hxws_legacy_value(std::uint32_t size);
std::int32_t hxws_is_style_with_colon(std::uint32_t size);
double hxws_backoff_delay(std::int32_t connection, std::uint32_t retry_count, double random);
std::int32_t hxws_payload(std::uint32_t entry_count);
std::int32_t hxws_fragments(std::uint32_t size, std::int32_t ascii);
std::int32_t hxws_batch(std::uint32_t count);
std::int32_t hxws_fragment_attribute(std::uint32_t element, std::uint32_t attribute);
std::int32_t hxws_connection_create();
void hxws_connection_release(std::int32_t connection);
std::int32_t hxws_connection_policy(std::int32_t connection, std::uint32_t size);
std::int32_t hxws_connection_step(std::int32_t connection, std::int32_t event, std::uint32_t subject,
                                  std::int32_t value, std::int32_t attached, double now);
std::int32_t hxws_connection_restore(std::int32_t connection, std::uint32_t size);
std::int32_t hxws_queue_push(std::int32_t connection, std::int32_t handle, std::uint32_t size, double since);
std::int32_t hxws_queue_pop(std::int32_t connection);
std::int32_t hxws_queue_assign(std::int32_t connection, std::uint32_t count, std::int32_t unacknowledged);
std::int32_t hxws_queue_count(std::int32_t connection);
}

namespace fuzz {

constexpr std::int32_t code(hxws::Error error) { return static_cast<std::int32_t>(error); }

inline std::int32_t output(std::size_t index) { return static_cast<const std::int32_t*>(hxws_output())[index]; }

// What lies at an address that an export gave.
template <typename T>
const T* at(std::int32_t address) {
  return reinterpret_cast<const T*>(static_cast<std::uintptr_t>(static_cast<std::uint32_t>(address)));
}

inline std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

// Begins a call with these texts one behind the other; false when there is no memory.
inline bool write(std::initializer_list<std::string_view> texts) {
  std::size_t size = 0;
  for (const std::string_view text : texts) size += text.size();
  auto* place = static_cast<char*>(hxws_text(static_cast<std::uint32_t>(size)));
  if (place == nullptr) return false;
  for (const std::string_view text : texts) {
    if (text.empty()) continue;
    std::memcpy(place, text.data(), text.size());
    place += text.size();
  }
  return true;
}

}  // namespace fuzz
