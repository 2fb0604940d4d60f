// SPDX-License-Identifier: Apache-2.0
#include "galley/stop_token.h"
