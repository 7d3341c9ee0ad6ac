import {
  Bell,
  Building2,
  ListTree,
  type LucideIcon,
  MessageSquareQuote,
  MessagesSquare,
  MonitorCog,
  Palette,
  Plug,
  RotateCw,
  Tags,
  Users,
} from 'lucide-react';
import type { SettingsPage } from '../../state/ui.ts';

/** The pages of the settings, in their order; the palette goes to them too. */
export const PAGES: readonly { page: SettingsPage; icon: LucideIcon; managerOnly: boolean }[] = [
  { page: 'channels', icon: Plug, managerOnly: true },
  { page: 'shop', icon: Building2, managerOnly: true },
  { page: 'team', icon: Users, managerOnly: true },
  { page: 'queues', icon: ListTree, managerOnly: true },
  { page: 'tags', icon: Tags, managerOnly: true },
  { page: 'attendance', icon: MessagesSquare, managerOnly: true },
  { page: 'quickReplies', icon: MessageSquareQuote, managerOnly: false },
  { page: 'followUps', icon: RotateCw, managerOnly: true },
  { page: 'notices', icon: Bell, managerOnly: false },
  { page: 'appearance', icon: Palette, managerOnly: false },
  { page: 'station', icon: MonitorCog, managerOnly: false },
];
