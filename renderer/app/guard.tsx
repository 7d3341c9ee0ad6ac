import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** A fault of ours in the window: the station goes on, and the window can be drawn anew. */
export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Fallen /> : this.props.children;
  }
}

function Fallen() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('guard.title')}
      about={t('guard.about')}
      action={
        <Button look="primary" onClick={() => location.reload()}>
          {t('guard.action')}
        </Button>
      }
    />
  );
}
