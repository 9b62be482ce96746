// What clang-tidy reads once, instead of with each source: headers of others that are slow to read.
#pragma once

#include <QCoroCore>
#include <QCoroFuture>
#include <QCoroNetworkReply>
#include <QCoroSignal>
#include <QCoroTask>
#include <QtCore>
#include <QtNetwork>
#include <QtWebChannel>
#include <QtWebEngineWidgets>
#include <QtWidgets>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>
