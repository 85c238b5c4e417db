#include "bundel/run_stats.h"

#include "ground/json_line.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

namespace bundel {

namespace {

using Json = nlohmann::ordered_json;

/// Wall clock beyond the millisecond is noise.
double to_milliseconds(double seconds) {
  return std::round(seconds * 1000) / 1000;
}

}  // namespace

void write_stats_json(std::ostream& out, const RunStats& stats) {
  Json settings = Json::array();
  for (const Setting& setting : stats.settings) {
    settings.push_back({{"name", setting.name}, {"value", setting.value}, {"origin", setting.origin}});
  }
  Json steps = Json::array();
  for (const StepCount& step : stats.steps) {
    steps.push_back({{"step", step.step}, {"detail", step.detail}, {"seconds", to_milliseconds(step.seconds)}});
  }
  Json counts = Json::object();
  for (const auto& [name, count] : stats.counts) counts[name] = count;

  const Json all = {{"command", stats.command},
                    {"version", stats.version},
                    {"settings", std::move(settings)},
                    {"steps", std::move(steps)},
                    {"counts", std::move(counts)}};
  out << all.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void write_rejections_jsonl(std::ostream& out, std::span<const Rejection> rejections) {
  for (const Rejection& rejection : rejections) {
    ground::JsonLine line;
    line.begin_object().key("source").string(rejection.source);
    if (rejection.line != 0) line.key("line").count(rejection.line);
    line.key("reason").string(rejection.reason).end_object();
    out << line.text() << '\n';
  }
}

}  // namespace bundel
