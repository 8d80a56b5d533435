#include "document/document.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "parsed.hpp"

TEST_CASE("a page that changes for long stays as small as it is") {
  Page page("<ul id=log></ul>");
  const std::int32_t kept = page.handle("log");
  const auto id = [](int round, int number) { return std::to_string(round) + "-" + std::to_string(number); };
  std::size_t most = 0;
  // of twenty entries that come together one stays for fifty rounds, and would keep the memory of all
  for (int round = 0; round < 1000; ++round) {
    std::string come = "<ul id=log hx-swap-oob=beforeend>";
    std::string go = "<li id=" + id(round - 50, 0) + " hx-swap-oob=delete></li>";
    for (int number = 0; number < 20; ++number) {
      come += "<li id=" + id(round, number) + ">entry <b>of some length, number " + id(round, number) + "</b></li>";
      if (number > 0) go += "<li id=" + id(round, number) + " hx-swap-oob=delete></li>";
    }
    page.after(come + "</ul>");
    page.after(go);
    most = std::max(most, page.document.bytes());
  }
  CHECK(most < 80'000);
  CHECK(page.document.find(kept) == page.id("log"));
  int count = 0;
  for (pugi::xml_node entry = page.id("log").first_child(); entry; entry = entry.next_sibling()) ++count;
  CHECK(count == 50);
}

TEST_CASE("a page that is parsed anew is another page") {
  Page page("<p id=a></p>");
  const std::int32_t handle = page.handle("a");
  page.document.parse("<i id=a></i>");
  CHECK(page.document.find(handle).empty());
  CHECK(page.handle("a") != handle);
}

TEST_CASE("memory is counted for the page that has it") {
  hxws::Document one;
  hxws::Document other;
  const std::size_t empty = one.bytes();
  other.parse("<p>" + std::string(100'000, 'x'));
  CHECK(one.bytes() == empty);
  CHECK(other.bytes() > 100'000);
  other.parse("");
  CHECK(other.bytes() < 10'000);
}
