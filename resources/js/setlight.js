window.pierheadSetColorScheme('light');
