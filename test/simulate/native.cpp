// How the clients of a restarted server come back, each a connection of the core, in simulated time.
//
//   native <clients> <seed> <down> <capacity> <first> <longest> <jitter>
//
// The server goes away at 0 and is back after `down` seconds. From then on it accepts `capacity` connections in
// each second and refuses all others at once. The last three are a Backoff's; with "reference" as the jitter the waits
// are those of the reference's formula instead. Prints a line for each second until all are back: how many attempts
// reached the server, and how many of them it accepted.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

#include "backoff.hpp"
#include "connection.hpp"

namespace {

using hxws::Backoff;
using hxws::backoff_delay;
using hxws::Connection;
using hxws::ConnectionAction;
using hxws::ConnectionEvent;
using hxws::ConnectionStep;

// Times are milliseconds, and the simulation's steps are too.
using Time = std::uint64_t;
using Client = std::uint32_t;

constexpr std::int32_t kAbnormalClosure = 1006;
constexpr Time kSecond = 1000;

// From 20 to 200 ms between a client and the server and back, as of users near and far.
constexpr std::uint32_t kShortestRoundTrip = 20;
constexpr std::uint32_t kLongestRoundTrip = 200;

// The clients were open for so long when the server went.
constexpr double kUptime = 3'600'000;

struct Server {
  std::uint32_t down;  // seconds
  std::uint32_t capacity;
};

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  // In [0, 1). The distributions of the standard library differ from one to another.
  double operator()() { return static_cast<double>(engine_() >> 11U) / 9007199254740992.0; }

 private:
  std::mt19937_64 engine_;
};

// Who comes when: a ring of lists, one for each millisecond, as long as the longest time ahead.
class Schedule {
 public:
  static constexpr Client kNobody = UINT32_MAX;

  Schedule(Client clients, Time ahead) : first_(ahead + 1, kNobody), next_(clients, kNobody) {}

  void put(Client client, Time time) {
    Client& first = first_[time % first_.size()];
    next_[client] = first;
    first = client;
  }

  // Takes all of that time: the first of a list whose others are `after` it.
  Client take(Time time) {
    Client& first = first_[time % first_.size()];
    const Client taken = first;
    first = kNobody;
    return taken;
  }
  Client after(Client client) const { return next_[client]; }

 private:
  std::vector<Client> first_;
  std::vector<Client> next_;
};

// As the reference's handleReconnect computes it.
double reference_delay(std::uint32_t retry_count, double random) {
  const std::uint32_t exponent = retry_count < 6 ? retry_count : 6;
  return 1000.0 * static_cast<double>(1U << exponent) * random;
}

class Simulation {
 public:
  Simulation(Client clients, std::uint32_t seed, Server server, const Backoff& backoff, bool is_reference)
      : server_(server),
        is_reference_(is_reference),
        random_(seed),
        connections_(clients),
        round_trips_(clients),
        // what jitter adds at most doubles a wait
        schedule_(clients, 2 * static_cast<Time>(backoff.longest) + kLongestRoundTrip) {
    for (Client client = 0; client < clients; ++client) {
      Connection& connection = connections_[client];
      hxws::Policy policy = connection.policy();
      policy.backoff = backoff;
      connection.set_policy(policy);
      constexpr double kSpread = kLongestRoundTrip - kShortestRoundTrip;
      round_trips_[client] = kShortestRoundTrip + static_cast<std::uint32_t>(random_() * kSpread);
      tell(client, ConnectionEvent::kConnect, 0, -kUptime);
      tell(client, ConnectionEvent::kOpen, 0, -kUptime);
      closed(client, 0);
    }
  }

  void run() {
    Client back = 0;
    for (Time second = 0; back < connections_.size(); second += kSecond) {
      std::uint32_t attempts = 0;
      std::uint32_t accepted = 0;
      const std::uint32_t capacity = second < server_.down * kSecond ? 0 : server_.capacity;
      for (Time now = second; now < second + kSecond; ++now) {
        Client next = Schedule::kNobody;
        for (Client client = schedule_.take(now); client != Schedule::kNobody; client = next) {
          next = schedule_.after(client);
          ++attempts;
          if (accepted == capacity) {
            closed(client, now);
          } else {
            ++accepted;
            tell(client, ConnectionEvent::kOpen, 0, static_cast<double>(now) + round_trips_[client] / 2.0);
          }
        }
      }
      back += accepted;
      std::printf("%u %u\n", attempts, accepted);
      std::fflush(stdout);
    }
  }

 private:
  ConnectionStep tell(Client client, ConnectionEvent event, std::int32_t value, double now) {
    Connection& connection = connections_[client];
    return connection.step(event, connection.memory().generation, value, true, now);
  }

  // The server closed or refused the client's connection, which hears of it, waits and tries again.
  void closed(Client client, Time now) {
    const double half = round_trips_[client] / 2.0;
    const double heard = static_cast<double>(now) + half;
    const ConnectionStep step = tell(client, ConnectionEvent::kClose, kAbnormalClosure, heard);
    if (step.action != ConnectionAction::kRetry) fail("a client gave up");
    const double tries = heard + delay(client, step.retry_count);
    if (tell(client, ConnectionEvent::kTimer, 0, tries).action != ConnectionAction::kAttempt) fail("no attempt");
    schedule_.put(client, static_cast<Time>(tries + half));
  }

  double delay(Client client, std::uint32_t retry_count) {
    const double random = random_();
    return is_reference_ ? reference_delay(retry_count, random)
                         : backoff_delay(connections_[client].policy().backoff, retry_count, random);
  }

  static void fail(const char* reason) {
    std::fprintf(stderr, "%s\n", reason);
    std::exit(1);
  }

  Server server_;
  bool is_reference_;
  Random random_;
  std::vector<Connection> connections_;
  std::vector<std::uint32_t> round_trips_;
  Schedule schedule_;
};

std::uint32_t number(const char* text) { return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10)); }

}  // namespace

int main(int count, char** words) {
  if (count != 8) return 1;
  const bool is_reference = std::string_view(words[7]) == "reference";
  Backoff backoff;
  backoff.first = std::atoi(words[5]);
  backoff.longest = std::atoi(words[6]);
  if (!is_reference) backoff.jitter = std::atoi(words[7]);
  Simulation(number(words[1]), number(words[2]), {number(words[3]), number(words[4])}, backoff, is_reference).run();
  return 0;
}
