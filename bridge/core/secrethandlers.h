#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `secrets`: what an extension keeps in the user's keyring.
void addSecretHandlers(MethodTable &table);

} // namespace pierhead::bridge
