window.pierheadSetColorScheme('dark');
